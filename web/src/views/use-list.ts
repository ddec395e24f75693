import { useRef } from 'react';

import type { PhotoRow } from '../engine/protocol.gen';
import type { PageState } from '../state/page-state';
import { usePageState } from './page-context';

/** Some rows of the state; the same list as before while it holds the same rows. */
export function useList(select: (state: PageState) => readonly PhotoRow[]): readonly PhotoRow[] {
  const last = useRef<readonly PhotoRow[]>([]);
  return usePageState((state) => {
    const rows = select(state);
    const before = last.current;
    const same = rows.length === before.length && rows.every((row, index) => isSamePicture(row, before[index]));
    if (!same) last.current = rows;
    return last.current;
  });
}

/** Whether two rows show the same picture: a window that is read again brings new objects for the same photos. */
export function isSamePicture(a: Picture, b: Picture | undefined): boolean {
  return (
    b !== undefined &&
    a.place === b.place &&
    a.fingerprint === b.fingerprint &&
    a.mtime_ms === b.mtime_ms &&
    a.size === b.size
  );
}

type Picture = Pick<PhotoRow, 'place' | 'fingerprint' | 'mtime_ms' | 'size'>;

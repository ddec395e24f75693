import { useRef } from 'react';

import type { FolderRow } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { useLoaded } from '../lib/use-loaded';
import { Choices } from './choices';
import { usePage, usePageState } from './page-context';

type Standing = 'to_sort' | 'sorted' | 'left_alone';

function standingOf(row: FolderRow): Standing {
  if (row.left_alone) return 'left_alone';
  return row.queue === 0 ? 'sorted' : 'to_sort';
}

/** Each subfolder with its photos, and what is to be done with them. */
export function FolderList() {
  const { t } = useText();
  const { engine } = usePage();
  const revision = usePageState((state) => state.snapshot.overview?.last_seq ?? 0);
  const rows = useLoaded(() => engine.folders(), revision);
  const last = useRef<Promise<void>>(Promise.resolve());
  const inTurn = (change: () => Promise<void>) => void (last.current = last.current.then(change));
  if (!rows) return null;
  const folders = rows.filter((row) => row.folder !== '' && !row.made);
  if (folders.length === 0) return <p className="quiet">{t('folders.none')}</p>;
  return (
    <>
      <p className="quiet">{t('folders.what')}</p>
      <ul className="folders">
        {folders.map((row) => (
          <FolderItem key={row.folder} row={row} inTurn={inTurn} />
        ))}
      </ul>
    </>
  );
}

interface ItemProps {
  row: FolderRow;
  inTurn(change: () => Promise<void>): void; // each change after the one before: it sends the whole list
}

function FolderItem({ row, inTurn }: ItemProps) {
  const { t } = useText();
  const { desk, store } = usePage();
  const standing = standingOf(row);
  const change = async (wanted: Standing) => {
    const leftAlone = store.get().snapshot.overview?.left_alone ?? [];
    const others = leftAlone.filter((folder) => folder !== row.folder);
    if (wanted === 'left_alone') {
      await desk.set({ left_alone: [...others, row.folder] });
      return;
    }
    if (row.left_alone && !(await desk.set({ left_alone: others }))) return;
    if (wanted === 'sorted') await desk.ask({ adopt: { folder: row.folder } }, 'said.adopted');
  };
  const options = (['to_sort', 'sorted', 'left_alone'] as const)
    // What was taken as sorted is taken back in the History, step by step as it came.
    .filter((value) => !(standing === 'sorted' && value === 'to_sort'))
    .map((value) => ({ value, name: t(`folders.${value}`) }));
  return (
    <li className="folder">
      <Choices
        title={`${row.folder} · ${t('folders.photos', { count: row.photos })}`}
        options={options}
        value={standing}
        onChange={(value) => inTurn(() => change(value))}
      />
    </li>
  );
}

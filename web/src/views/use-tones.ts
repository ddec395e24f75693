import { useEffect, useRef } from 'react';

import type { Sound } from '../lib/sound';
import { usePageState } from './page-context';

const WORTH_A_TONE_MS = 10_000;

/** A tone when long work in the background ends or fails. */
export function useTones(sound: Sound): void {
  const done = usePageState((state) => state.done?.id ?? 0);
  const failed = usePageState((state) => state.snapshot.embedding?.error !== undefined);
  const running = usePageState((state) => state.snapshot.embedding?.finished === false);
  const since = useRef(0);
  useEffect(() => {
    if (running) since.current = performance.now();
  }, [running]);
  useEffect(() => {
    if (done && (document.hidden || performance.now() - since.current > WORTH_A_TONE_MS)) sound.play('done');
  }, [done, sound]);
  useEffect(() => {
    if (failed) sound.play('error');
  }, [failed, sound]);
}

import { useLayoutEffect, useState } from 'react';

import type { PlanView } from '../engine/protocol.gen';
import type { PlannedPhoto } from './auto-plan';
import { usePage, usePageState } from './page-context';

const ROWS = 40;

interface Planned {
  plan: PlanView | null;
  asked: string; // what the plan answers
}

/**
 * What the rule would move, asked anew with each step of a slider and with each change of the folder. `current` is
 * false while a newer answer is awaited: what is not shown cannot be applied.
 */
export function usePlan(threshold: number, minSamples: number) {
  const { engine } = usePage();
  const revision = usePageState((state) => state.snapshot.revision);
  const [planned, setPlanned] = useState<Planned>({ plan: null, asked: '' });
  const [rows, setRows] = useState<readonly PlannedPhoto[]>([]);
  const asked = `${threshold} ${minSamples} ${revision}`;
  // Asked before the slider's new place is painted: a frame sooner.
  useLayoutEffect(() => {
    let wanted = true;
    void engine.plan(threshold, minSamples, ROWS).then(async (plan) => {
      if (!wanted || plan === null) return;
      setPlanned({ plan, asked });
      const photos = await Promise.all(plan.rows.map((row) => engine.photo(row.place)));
      if (!wanted) return;
      setRows(plan.rows.flatMap((row, index) => (photos[index] ? [{ row, photo: photos[index] }] : [])));
    });
    return () => {
      wanted = false;
    };
  }, [asked, engine, minSamples, threshold]);
  return { plan: planned.plan, rows, current: planned.asked === asked };
}

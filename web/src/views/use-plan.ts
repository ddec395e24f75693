import { useLayoutEffect, useState } from 'react';

import type { PlanView } from '../engine/protocol.gen';
import type { PlannedPhoto } from './auto-plan';
import { usePage, usePageState } from './page-context';

const ROWS = 40;
const REST_MS = 120; // of the slider, until the pictures are asked for: made while it moves they would slow it down

interface Planned {
  plan: PlanView | null;
  asked: string; // what the plan answers
}

interface Shown {
  plan: PlanView | null; // the one whose photos these are: they come a little after its counts
  rows: readonly PlannedPhoto[];
}

/**
 * What the rule would move, asked anew with each step of a slider and with each change of the folder. `current` is
 * false while a newer answer is awaited: what is not shown cannot be applied.
 */
export function usePlan(threshold: number, minSamples: number) {
  const { engine } = usePage();
  const revision = usePageState((state) => state.snapshot.revision);
  const [planned, setPlanned] = useState<Planned>({ plan: null, asked: '' });
  const [shown, setShown] = useState<Shown>({ plan: null, rows: [] });
  const asked = `${threshold} ${minSamples} ${revision}`;
  // Asked before the slider's new place is painted: a frame sooner.
  useLayoutEffect(() => {
    let wanted = true;
    void engine.plan(threshold, minSamples, ROWS).then(async (plan) => {
      if (!wanted || plan === null) return;
      setPlanned({ plan, asked });
      await new Promise((rested) => setTimeout(rested, REST_MS));
      if (!wanted) return;
      const photos = await Promise.all(plan.rows.map((row) => engine.photo(row.place)));
      if (!wanted) return;
      const rows = plan.rows.flatMap((row, index) => (photos[index] ? [{ row, photo: photos[index] }] : []));
      setShown({ plan, rows });
    });
    return () => {
      wanted = false;
    };
  }, [asked, engine, minSamples, threshold]);
  const { plan } = planned;
  return { plan, rows: shown.rows, rowsAreOld: shown.plan !== plan, current: planned.asked === asked };
}

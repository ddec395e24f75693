import { useEffect, useLayoutEffect, useState } from 'react';

import type { PlanView } from '../engine/protocol.gen';
import { usePage, usePageState } from './page-context';

export const PLAN_ROWS = 40; // shown at once
const REST_MS = 120; // of the slider, until pictures that were not here yet are asked for

interface Planned {
  plan: PlanView | null;
  from: number; // the first of its rows
  asked: string; // what the plan answers
}

/**
 * What the rule would move, with a window of its rows, asked anew with each step of a slider and with each change of
 * the folder. `current` is false while a newer answer is awaited: what is not shown cannot be applied. `resting` is
 * false while the slider moves: a picture that has to be fetched and decoded would hold up the next step.
 */
export function usePlan(threshold: number, minSamples: number, from: number) {
  const { engine } = usePage();
  const revision = usePageState((state) => state.snapshot.revision);
  const [planned, setPlanned] = useState<Planned>({ plan: null, from: 0, asked: '' });
  const [rested, setRested] = useState('');
  const rule = `${threshold} ${minSamples}`;
  const asked = `${rule} ${from} ${revision}`;
  // Asked before the slider's new place is painted: a frame sooner.
  useLayoutEffect(() => {
    let wanted = true;
    void engine.plan(threshold, minSamples, from, PLAN_ROWS).then((plan) => {
      if (wanted && plan !== null) setPlanned({ plan, from, asked });
    });
    return () => {
      wanted = false;
    };
  }, [asked, engine, from, minSamples, threshold]);
  useEffect(() => {
    const timer = setTimeout(() => setRested(rule), REST_MS);
    return () => clearTimeout(timer);
  }, [rule]);
  return { plan: planned.plan, from: planned.from, current: planned.asked === asked, resting: rested === rule };
}

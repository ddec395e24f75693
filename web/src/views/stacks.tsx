import { memo } from 'react';

import { RECORDS_AT_HAND, type HistoryStep } from '../engine/engine';
import type { PhotoRow } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { useLoaded } from '../lib/use-loaded';
import { usePage, usePageState } from './page-context';
import { clusterOf, sayStep } from './say-step';
import { colourClass } from './swatch';
import { Thumb } from './thumb';
import { useClusterIndex } from './use-clusters';

const MOST = 5;
const LOOKED_THROUGH = 20; // steps of which some are no decisions about photos

interface Stack {
  step: HistoryStep;
  photo: PhotoRow;
}

/** The last five decisions that hold, newest at the right. A click opens the History at it. */
export const Stacks = memo(function Stacks() {
  const { t } = useText();
  const { engine } = usePage();
  const last = usePageState((state) => state.snapshot.overview?.last_seq ?? 0);
  const stacks = useLoaded(async () => {
    const steps = await engine.history(0, LOOKED_THROUGH, RECORDS_AT_HAND);
    const decided = steps.filter((step) => !step.undoes && !step.undone && step.places.length > 0).slice(0, MOST);
    const photos = await Promise.all(decided.map((step) => engine.photo(step.places[0] ?? '')));
    return decided.flatMap((step, index): Stack[] => {
      const photo = photos[index];
      return photo ? [{ step, photo }] : [];
    });
  }, last);
  return (
    <ul className="stacks" aria-label={t('stacks.title')}>
      {(stacks ?? []).toReversed().map(({ step, photo }) => (
        <StackItem key={step.first} step={step} photo={photo} />
      ))}
    </ul>
  );
});

function StackItem({ step, photo }: Stack) {
  const text = useText();
  const { store } = usePage();
  const index = useClusterIndex(clusterOf(step));
  return (
    <li>
      <button
        type="button"
        className={`stack ${colourClass(index)}`}
        aria-label={sayStep(text, step)}
        title={sayStep(text, step)}
        onClick={() => store.dispatch({ kind: 'room', room: 'history', at: step.first })}
      >
        <Thumb photo={photo} side={28} label="" />
        {step.count > 1 && <span className="stack-count">{text.integer(step.count)}</span>}
      </button>
    </li>
  );
}

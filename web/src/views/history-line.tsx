import { memo, useEffect, useRef } from 'react';

import type { HistoryStep } from '../engine/engine';
import { splitPlace } from '../lib/format';
import { useText } from '../lib/text';
import { classes } from './classes';
import { UndoIcon } from './icons';
import { usePage, usePageState } from './page-context';
import { clusterOf, sayStep } from './say-step';
import { Swatch } from './swatch';
import { useClusterIndex } from './use-clusters';

const MOST_NAMES = 3;

function namesOf(step: HistoryStep): string {
  const names = step.places.slice(0, MOST_NAMES).map((place) => splitPlace(place)[1]);
  return names.join(', ') + (step.count > names.length && names.length > 0 ? ', …' : '');
}

export const HistoryLine = memo(function HistoryLine({ step }: { step: HistoryStep }) {
  const text = useText();
  const { t } = text;
  const { desk } = usePage();
  const index = useClusterIndex(clusterOf(step));
  const said = sayStep(text, step);
  const here = usePageState((state) => state.historyAt === step.first);
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (here) line.current?.scrollIntoView({ block: 'center' });
  }, [here]);
  return (
    <li ref={line} className={classes('history-line', step.undone && 'history-undone', here && 'history-here')}>
      <time className="history-time" dateTime={new Date(step.at).toISOString()}>
        {text.dateDecided(step.at)}
      </time>
      {index >= 0 ? <Swatch index={index} /> : <span className="swatch-none" />}
      <span className="history-said">
        {said}
        {step.undone && <span className="history-mark"> · {t('history.undone')}</span>}
        {step.note && step.op !== 'auto' && <span className="quiet"> · {step.note}</span>}
      </span>
      <span className="history-names" title={step.places.join('\n')}>
        {namesOf(step)}
      </span>
      {step.undoable && !step.undone && !step.undoes ? (
        <button
          type="button"
          className="button history-undo"
          aria-label={t('history.undo', { what: said })}
          onClick={() => void desk.undoStep(step)}
        >
          <UndoIcon />
          <span>{t('history.take_back')}</span>
        </button>
      ) : (
        <span />
      )}
    </li>
  );
});

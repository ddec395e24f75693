import { useEffect, useState } from 'react';

import type { HistoryStep } from '../engine/engine';
import { useText } from '../lib/text';
import { HistoryLine } from './history-line';
import { usePage, usePageState } from './page-context';

const PAGE = 100;

/** Every step, newest first; each can be taken back at any time. */
export function HistoryRoom() {
  const { t } = useText();
  const { steps, more, hasMore } = useSteps();
  return (
    <div className="history" data-photo="" tabIndex={0} role="group" aria-label={t('room.history')}>
      <h2>{t('room.history')}</h2>
      {steps?.length === 0 && <p className="quiet">{t('history.none')}</p>}
      <ol className="history-list">
        {(steps ?? []).map((step) => (
          <HistoryLine key={step.first} step={step} />
        ))}
      </ol>
      {hasMore && (
        <button type="button" className="button" onClick={more}>
          {t('history.more')}
        </button>
      )}
    </div>
  );
}

/** As many steps as were asked for, read again when something is decided. */
function useSteps() {
  const { engine } = usePage();
  const last = usePageState((state) => state.snapshot.overview?.last_seq ?? 0);
  const [count, setCount] = useState(PAGE);
  const [steps, setSteps] = useState<HistoryStep[] | null>(null);
  useEffect(() => {
    let wanted = true;
    void engine.history(0, count).then((read) => {
      if (wanted) setSteps(read);
    });
    return () => {
      wanted = false;
    };
  }, [count, engine, last]);
  return { steps, more: () => setCount(count + PAGE), hasMore: steps !== null && steps.length >= count };
}

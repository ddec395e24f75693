import type { HistoryStep } from '../engine/engine';
import { useText } from '../lib/text';

export interface FinishedRun {
  step: HistoryStep;
  undone: boolean;
}

/** What the last run did, and the way back. */
export function AutoRun({ run, onUndo }: { run: FinishedRun; onUndo(): void }) {
  const { t } = useText();
  return (
    <div className="auto-run" role="status">
      <span>{t(run.undone ? 'auto.taken_back' : 'auto.done', { count: run.step.count })}</span>
      {!run.undone && (
        <button type="button" className="button" onClick={onUndo}>
          {t('history.take_back')}
        </button>
      )}
    </div>
  );
}

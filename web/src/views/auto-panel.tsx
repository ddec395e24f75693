import { useState } from 'react';

import { useText } from '../lib/text';
import { AutoControls } from './auto-controls';
import { AutoPlan } from './auto-plan';
import { AutoRun, type FinishedRun } from './auto-run';
import { usePage, usePageState } from './page-context';
import { PanelFrame } from './panel';
import { usePlan } from './use-plan';

/** The rule that sorts by itself: what it would move is shown while it is set, and exactly that is moved. */
export function AutoPanel() {
  const { t } = useText();
  const { engine, desk } = usePage();
  const overview = usePageState((state) => state.snapshot.overview);
  const [threshold, setThreshold] = useState(overview?.threshold ?? 0.8);
  const [minSamples, setMinSamples] = useState(overview?.min_samples ?? 5);
  const [running, setRunning] = useState(false);
  const [finished, setFinished] = useState<FinishedRun | null>(null);
  const [wanted, setFrom] = useState(0);
  const { plan, from, current, resting } = usePlan(threshold, minSamples, wanted);
  if (current && plan && from > 0 && from >= plan.count) setFrom(0); // the window lies beyond a plan that shrank

  const apply = async () => {
    if (!plan || running) return;
    setRunning(true);
    const done = await desk.report(await engine.applyPlan(), 'said.run');
    const [step] = await engine.history(0, 1);
    setFinished(done && step?.op === 'auto' ? { step, undone: false } : null);
    setRunning(false);
  };
  const undo = async (run: FinishedRun) => {
    if (await desk.undoStep(run.step)) setFinished({ ...run, undone: true });
  };
  if (!overview || overview.manual_only) {
    return (
      <PanelFrame title={t('action.auto')}>
        <p>{t('question.switched_off')}</p>
      </PanelFrame>
    );
  }
  return (
    <PanelFrame title={t('action.auto')}>
      <AutoControls
        threshold={threshold}
        minSamples={minSamples}
        onThreshold={setThreshold}
        onMinSamples={setMinSamples}
      />
      {finished && <AutoRun run={finished} onUndo={() => void undo(finished)} />}
      <button
        type="button"
        className="button button-main"
        disabled={running || !current || !plan || plan.count === 0}
        onClick={() => void apply()}
      >
        {running ? t('auto.running') : t('auto.apply', { count: plan?.count ?? 0 })}
      </button>
      {plan && <AutoPlan plan={plan} from={from} onFrom={setFrom} resting={resting} />}
    </PanelFrame>
  );
}

import type { HistoryStep } from '../engine/engine';
import type { MessageKey } from '../lib/i18n';
import type { Text } from '../lib/text';

type Op = HistoryStep['op'];

const SAID: Partial<Record<Op, MessageKey>> = {
  root: 'step.root',
  create: 'step.create',
  assign: 'step.assign',
  auto: 'step.auto',
  adopt: 'step.adopt',
  trash: 'step.trash',
  move: 'step.move',
  restore: 'step.restore',
  skip: 'step.skip',
  shuffle: 'step.shuffle',
  set: 'step.set',
  lost: 'step.lost',
  found: 'step.found',
  changed: 'step.changed',
  failed: 'step.failed',
  stopped: 'step.stopped',
};

/** The folder of a step, '' when it goes to none or, as a run does, to several. */
export function clusterOf(step: HistoryStep): string {
  return step.op === 'auto' ? '' : step.cluster;
}

/** One step of the History as a sentence. */
export function sayStep({ t }: Pick<Text, 't'>, step: HistoryStep): string {
  const key = step.setting === 'model' ? 'step.model' : (SAID[step.op] ?? 'step.other');
  const said = t(key, { count: step.count, cluster: step.cluster });
  return step.undoes ? t('step.taken_back', { what: said }) : said;
}

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
  import: 'step.import',
  restore: 'step.restore',
  skip: 'step.skip',
  shuffle: 'step.shuffle',
  set: 'step.set',
  rename: 'step.rename',
  merge: 'step.merge',
  delete: 'step.delete',
  regroup: 'step.regroup',
  unassign: 'step.unassign',
  note: 'step.note',
  also: 'step.also',
  not_also: 'step.not_also',
  cluster_set: 'step.cluster_set',
  undo: 'step.undo',
  redo: 'step.redo',
  moved_to: 'step.moved_to',
  lost: 'step.lost',
  found: 'step.found',
  changed: 'step.changed',
  failed: 'step.failed',
  stopped: 'step.stopped',
};

/** What a record has as its cluster when the photo is in the trash. */
const DELETED = '__deleted__';

/** The folder of a step, '' when it goes to none or, as a run does, to several. */
export function clusterOf(step: HistoryStep): string {
  return step.op === 'auto' ? '' : step.cluster;
}

function keyOf(step: HistoryStep): MessageKey {
  if (step.setting === 'model') return 'step.model';
  if (step.setting === 'imported_vectors') return 'step.imported_vectors';
  if (step.op === 'imported') return step.cluster === DELETED ? 'step.trash' : 'step.assign';
  return SAID[step.op] ?? 'step.other';
}

/** One step of the History as a sentence. */
export function sayStep({ t }: Pick<Text, 't'>, step: HistoryStep): string {
  const key = keyOf(step);
  const said = t(key, { count: step.count, cluster: step.cluster, was: step.was });
  return step.undoes ? t('step.taken_back', { what: said }) : said;
}

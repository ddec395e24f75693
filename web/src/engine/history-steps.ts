import type { HistoryStep } from './engine';
import type { Record as LogRecord } from './protocol.gen';

const ANSWERS = new Set<LogRecord['op']>(['root', 'moved_to', 'failed', 'stopped']);
const FACTS = new Set<LogRecord['op']>(['lost', 'emptied', 'found', 'changed', 'import']);
const OF_CLUSTERS = new Set<LogRecord['op']>(['rename', 'merge', 'delete']);
const PLACES_SHOWN = 8;

/** Records as steps, oldest first: those of one Command stand behind one another and have the same run.
 * The ones before `from` are there to say what an undo took back. */
export function stepsOf(records: LogRecord[], isInForce: (seq: number) => boolean, from = 0): HistoryStep[] {
  const known = new Map(records.map((record) => [record.seq, record]));
  const steps: HistoryStep[] = [];
  let group: LogRecord[] = [];
  const close = () => {
    const step = stepOf(group, known, isInForce);
    if (step) steps.push(step);
    group = [];
  };
  for (const record of records.slice(from)) {
    const first = group[0];
    const continues = first && record.run !== undefined && record.run === (first.run ?? 0);
    if (!continues) close();
    group.push(record);
  }
  close();
  return steps;
}

/** Whether it is the first record of a step. */
export function beginsStep({ run, seq, op }: LogRecord): boolean {
  return (run === undefined || run === seq) && !ANSWERS.has(op);
}

function noteOf({ op, key, value, note }: LogRecord): string {
  if (op !== 'set' && op !== 'cluster_set') return note;
  if (key === 'imported_vectors') return '';
  return key === 'model' ? (value ?? '') : `${key} = ${value ?? ''}`;
}

function stepOf(
  group: LogRecord[],
  known: Map<number, LogRecord>,
  isInForce: (seq: number) => boolean,
): HistoryStep | null {
  const records = group.filter((record) => !ANSWERS.has(record.op));
  const last = records.at(-1);
  const first = records[0];
  if (!first || !last) return null;
  // What an undo or redo is about is what it answers.
  const decided = (record: LogRecord) =>
    record.op === 'undo' || record.op === 'redo' ? (known.get(record.of ?? 0) ?? record) : record;
  // What happens to a whole cluster stands before what it does to each photo; a new name is two records, `create` and
  // what it was made for.
  const shown =
    records.find((record) => OF_CLUSTERS.has(decided(record).op)) ??
    records.find((record) => decided(record).op !== 'create') ??
    first;
  const { op, cluster, value } = decided(shown);
  const photos = records.filter((record) => record.src || record.dst);
  const inForce = records.some((record) => isInForce(record.seq));
  const isFact = FACTS.has(shown.op);
  const undoes = shown.op === 'undo';
  return {
    first: group[0]?.run ?? first.seq,
    last: last.seq,
    at: shown.at,
    by: shown.by,
    op,
    undoes,
    cluster,
    was: OF_CLUSTERS.has(op) ? (value ?? '') : '',
    note: noteOf(shown),
    setting: shown.op === 'set' ? (shown.key ?? '') : '',
    count: photos.length,
    places: photos.slice(0, PLACES_SHOWN).map((record) => record.dst || record.src),
    undone: !isFact && !undoes && !inForce,
    undoable: !isFact && !undoes && inForce,
  };
}

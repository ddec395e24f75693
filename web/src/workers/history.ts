import type { HistoryStep } from '../engine/engine';
import { beginsStep, stepsOf } from '../engine/history-steps';
import type { Record as LogRecord } from '../engine/protocol.gen';
import type { RecentRecords } from './recent-records';

const RECORDS_AT_ONCE = 1000;

/** Of what is followed, what a history needs. */
export interface Told {
  readonly recent: RecentRecords;
  readonly follower: { isInForce(seq: number): boolean } | null;
}

/** The newest steps before a record, read from the newest records and from the helper what is older. */
export async function history(followed: Told, before: number, count: number, most = Infinity): Promise<HistoryStep[]> {
  const { recent } = followed;
  let records = recent.before(before);
  let begun = records.filter(beginsStep).length;
  while (begun < count && records.length < most) {
    const end = records[0]?.seq ?? before;
    if (end === 1) break;
    const older = await log(end, RECORDS_AT_ONCE);
    if (older.length === 0) break;
    recent.addOlder(end, older);
    records = [...older, ...records];
    begun += older.filter(beginsStep).length;
  }
  const isInForce = (seq: number) => followed.follower?.isInForce(seq) ?? false;
  return stepsOf(records, isInForce, startOf(records, count)).reverse();
}

/** Where the newest `count` steps begin; one whose beginning is not here is left out. */
function startOf(records: LogRecord[], count: number): number {
  const starts = records.flatMap((record, at) => (beginsStep(record) ? [at] : []));
  return starts.slice(-count)[0] ?? records.length;
}

async function log(before: number, count: number): Promise<LogRecord[]> {
  try {
    const response = await fetch(`/api/v1/log?before=${before}&count=${count}`, { cache: 'no-store' });
    return response.ok ? ((await response.json()) as LogRecord[]) : [];
  } catch {
    return []; // away: the list ends here
  }
}

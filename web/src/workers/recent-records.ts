import { RECORDS_AT_HAND } from '../engine/engine';
import type { Record as LogRecord } from '../engine/protocol.gen';

/** The newest records of the log, without a gap, so that the last steps are told without asking the helper. */
export class RecentRecords {
  #records: LogRecord[] = [];

  /** Oldest first. */
  before(seq: number): LogRecord[] {
    return seq === 0 ? [...this.#records] : this.#records.filter((record) => record.seq < seq);
  }

  /** What an event brought. */
  add(records: LogRecord[]): void {
    const last = this.#records.at(-1)?.seq ?? 0;
    const newer = records.filter((record) => record.seq > last);
    const joins = newer[0]?.seq === last + 1;
    if (newer.length > 0) this.#records = [...(joins ? this.#records : []), ...newer].slice(-RECORDS_AT_HAND);
  }

  /** What the helper said to come before `end`, 0 for the end of the log; taken while there is room. */
  addOlder(end: number, records: LogRecord[]): void {
    const first = this.#records[0]?.seq;
    const older = records.filter((record) => first === undefined || record.seq < first);
    const joins = first === undefined ? end === 0 : older.at(-1)?.seq === first - 1;
    if (joins && older.length + this.#records.length <= RECORDS_AT_HAND) this.#records = [...older, ...this.#records];
  }
}

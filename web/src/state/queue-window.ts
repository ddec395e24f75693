import type { Engine } from '../engine/engine';
import type { PhotoRow } from '../engine/protocol.gen';
import { WINDOW } from './page-state';
import type { Store } from './store';

/**
 * Keeps the page's window of the queue current: reads it again after each change, one read at a time, and looks after
 * photos that are shown but not in the window.
 */
export class QueueWindow {
  private reading = false;
  private stale = false;

  constructor(
    private readonly engine: Engine,
    private readonly store: Store,
  ) {}

  /** Reads the queue, and once more if it changed meanwhile. */
  async refresh(): Promise<void> {
    this.stale = true;
    if (this.reading) return;
    this.reading = true;
    try {
      while (this.stale) {
        this.stale = false;
        await this.read();
      }
    } finally {
      this.reading = false;
    }
  }

  private async read(): Promise<void> {
    const { underWay } = this.store.get();
    const settled = underWay.filter((decision) => decision.answered).map((decision) => decision.id);
    const rows = await this.engine.queue(0, WINDOW + underWay.length);
    this.store.dispatch({ kind: 'queue_read', rows, settled });
    await this.readOthers();
  }

  /** Photos that are shown but not in the window: changed, or decided elsewhere since. */
  private async readOthers(): Promise<void> {
    const { current, front, window } = this.store.get();
    const isOutside = current && !window.some((row) => row.place === current.place);
    const places = [...front, ...(isOutside ? [current] : [])].map((row) => row.place);
    if (places.length === 0) return;
    const read = await Promise.all(places.map((place) => this.engine.photo(place)));
    const rows = read.filter((row): row is PhotoRow => row !== null && isAsked(row));
    const gone = places.filter((place) => !rows.some((row) => row.place === place));
    this.store.dispatch({ kind: 'rows_read', rows });
    if (gone.length > 0) this.store.dispatch({ kind: 'gone', places: gone });
  }
}

/** Whether a photo is one that a person can be asked about. */
export function isAsked(row: { membership: string; missing: boolean; not_shown?: string }): boolean {
  return row.membership === 'queue' && !row.missing && !row.not_shown;
}

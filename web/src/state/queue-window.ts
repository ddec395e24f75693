import type { Engine } from '../engine/engine';
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
    await this.keepFront();
    await this.checkCurrent();
  }

  /** Photos that came back and were decided elsewhere since are asked no more. */
  private async keepFront(): Promise<void> {
    const { front } = this.store.get();
    if (front.length === 0) return;
    const rows = await Promise.all(front.map((row) => this.engine.photo(row.place)));
    const places = rows.flatMap((row) => (row && isAsked(row) ? [row.place] : []));
    if (places.length < front.length) this.store.dispatch({ kind: 'front_kept', places });
  }

  private async checkCurrent(): Promise<void> {
    const { current, window } = this.store.get();
    if (!current || window.some((row) => row.place === current.place)) return;
    const row = await this.engine.photo(current.place);
    if (row && isAsked(row)) return;
    this.store.dispatch({ kind: 'current_gone', place: current.place });
  }
}

/** Whether a photo is one that a person can be asked about. */
export function isAsked(row: { membership: string; missing: boolean; not_shown?: string }): boolean {
  return row.membership === 'queue' && !row.missing && !row.not_shown;
}

import type { Core, Follower } from 'core-module';
import { type Connection, NOTHING_YET, type Snapshot } from '../engine/engine';
import type { Event, Overview, Welcome } from '../engine/protocol.gen';
import type { Listener } from '../host/helper-link';
import { RecentRecords } from './recent-records';
import { VectorStream, type VectorSink } from '../host/vector-stream';

/** The followed Session with all that is told of it, and the snapshots that the page gets: one for all that happens in
 * one turn of the event loop. */
export class Followed implements Listener, VectorSink {
  #follower: Follower | null = null;
  #recent = new RecentRecords();
  #run = '';
  #stored = 0; // vectors that the helper has
  #scheduled = false;
  readonly #vectors = new VectorStream(this);
  #snapshot = NOTHING_YET;

  constructor(
    private readonly core: Core,
    private readonly publish: (snapshot: Snapshot) => void,
  ) {}

  /** Null until a snapshot has come. */
  get follower(): Follower | null {
    return this.#follower;
  }

  get recent(): RecentRecords {
    return this.#recent;
  }

  // Of the link.

  connection(connection: Connection): void {
    this.#change({ connection });
  }

  position(): { run: string; event: number } | null {
    return this.#follower && this.#run ? { run: this.#run, event: this.#follower.event() } : null;
  }

  welcome(welcome: Welcome): void {
    this.#run = welcome.run;
    this.#change({
      root: welcome.root,
      path: welcome.path,
      program: welcome.program ?? NOTHING_YET.program,
      told: welcome.told ?? [],
      embedding: welcome.embedding ?? null,
      offers: welcome.offers ?? null,
    });
    if (welcome.offers) this.#forget();
    this.#storedOf(welcome);
  }

  snapshot(bytes: Uint8Array): number | null {
    const { value, error } = this.core.openFollower(bytes);
    if (error !== undefined || !value) {
      this.#change({ connection: { kind: 'broken', detail: error ?? '' } });
      return null;
    }
    this.#follower?.delete();
    this.#follower = value;
    this.#recent = new RecentRecords();
    this.#changed();
    this.#vectors.wantAnew(this.#stored);
    return value.event();
  }

  event(event: Event, text: string): boolean {
    if (event.told || event.reset) this.#change({ told: event.told ?? [] });
    const follower = this.#follower;
    if (!follower || follower.take(text).error !== undefined) return false;
    if (event.records) this.#recent.add(event.records);
    if (event.embedding) this.#change({ embedding: event.embedding });
    this.#changed();
    this.#storedOf(event);
    return true;
  }

  #storedOf({ vectors }: Pick<Event, 'vectors'>) {
    if (vectors) this.#stored = vectors.count;
    if (this.#follower) this.#vectors.want(this.#stored);
  }

  // Of the stream of vectors.

  model(): string {
    return this.#snapshot.overview?.model ?? '';
  }
  count(): number {
    return this.#follower?.vectorCount() ?? 0;
  }
  begin(expected: number): void {
    this.#follower?.beginVectors(expected);
  }
  take(piece: Uint8Array): boolean {
    return this.#follower?.takeVectors(piece).error === undefined;
  }
  end(): void {
    this.#follower?.endVectors();
    this.#changed();
  }
  progress(loading: Snapshot['loading']): void {
    this.#change({ loading });
  }

  // Of the page.

  /** The folder that was followed is not open any more. */
  #forget() {
    this.#follower?.delete();
    this.#follower = null;
    this.#change({ overview: null, revision: this.#snapshot.revision + 1 });
  }

  #changed() {
    if (!this.#follower) return;
    const overview = JSON.parse(this.#follower.overview()) as Overview;
    this.#change({ overview, revision: this.#snapshot.revision + 1 });
  }

  #change(change: Partial<Snapshot>) {
    this.#snapshot = { ...this.#snapshot, ...change };
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.publish(this.#snapshot);
    });
  }
}

// Brings the stored vectors of the root's model into the core, as they are stored.

/** Where the vectors go. */
export interface VectorSink {
  model(): string;
  count(): number; // that are here
  begin(expected: number): void;
  take(piece: Uint8Array): boolean; // false when the piece is damaged
  end(): void;
  progress(loading: { received: number; total: number } | null): void;
}

/** One download at a time; `want` may be called at any time and as often as anything happens. */
export class VectorStream {
  #wanted = 0;
  #running = false;
  #again = false; // what is running is of no use any more
  #stop: AbortController | null = null;
  #model = '';

  constructor(private readonly sink: VectorSink) {}

  /** There are `count` vectors of the root's model to be had. */
  want(count: number): void {
    this.#wanted = count;
    if (this.#running && this.#model !== this.sink.model()) this.#interrupt();
    if (!this.#running) void this.#run();
  }

  /** The same for a sink that begins anew. */
  wantAnew(count: number): void {
    if (this.#running) this.#interrupt();
    this.want(count);
  }

  #interrupt() {
    this.#again = true;
    this.#stop?.abort();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.sink.model() && this.sink.count() < this.#wanted) {
      this.#again = false;
      if (!(await this.#fetch()) && !this.#again) break;
    }
    this.#running = false;
    this.sink.progress(null);
  }

  /** Gives whether something came. */
  async #fetch(): Promise<boolean> {
    const before = this.sink.count();
    this.#model = this.sink.model();
    this.#stop = new AbortController();
    const total = this.#wanted;
    try {
      const address = `/api/v1/vectors?model=${encodeURIComponent(this.#model)}&from=${before}`;
      const response = await fetch(address, {
        cache: 'no-store',
        signal: this.#stop.signal,
      });
      if (!response.ok || !response.body) return false;
      this.sink.begin(total - before);
      const bytesInAll = Number(response.headers.get('Content-Length')) || 0;
      let bytes = 0;
      for await (const piece of pieces(response.body)) {
        if (this.#again || !this.sink.take(piece)) return false;
        bytes += piece.length;
        const share = bytesInAll ? bytes / bytesInAll : 0;
        this.sink.progress({
          received: before + Math.floor(share * (total - before)),
          total,
        });
      }
      if (this.#again) return false;
      this.sink.end();
    } catch {
      return false; // away, or interrupted
    }
    return this.sink.count() > before;
  }
}

async function* pieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

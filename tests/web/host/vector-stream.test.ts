import { afterEach, expect, test, vi } from 'vitest';
import { VectorStream, type VectorSink } from '../../../web/src/host/vector-stream';

/** Vectors of one byte each, stored by a helper; what has come of them here. */
class World implements VectorSink {
  stored = { model: 'm', count: 0 };
  here = 0;
  chosen = 'm';
  asked: string[] = [];
  damaged = false;

  constructor() {
    vi.stubGlobal('fetch', (address: string) => {
      this.asked.push(address);
      const query = new URL(address, 'http://x').searchParams;
      if (query.get('model') !== this.stored.model) return Promise.resolve(new Response('', { status: 404 }));
      const rest = this.stored.count - Number(query.get('from'));
      return Promise.resolve(new Response(new Uint8Array(rest), { headers: { 'Content-Length': String(rest) } }));
    });
  }
  model = () => this.chosen;
  count = () => this.here;
  begin = () => undefined;
  take(piece: Uint8Array) {
    if (!this.damaged) this.here += piece.length;
    return !this.damaged;
  }
  end = () => undefined;
  progress = vi.fn();
}

afterEach(() => vi.unstubAllGlobals());

test('WhatIsStoredComesOnceHoweverOftenItIsWanted', async () => {
  const world = new World();
  const stream = new VectorStream(world);
  world.stored.count = 5;
  stream.want(5);
  stream.want(5);
  await vi.waitFor(() => expect(world.here).toBe(5));
  expect(world.asked).toEqual(['/api/v1/vectors?model=m&from=0']);
  world.stored.count = 8;
  stream.want(8);
  await vi.waitFor(() => expect(world.here).toBe(8));
  expect(world.asked[1]).toBe('/api/v1/vectors?model=m&from=5');
  expect(world.progress).toHaveBeenLastCalledWith(null);
});

test('WithoutAModelNothingIsAskedFor', async () => {
  const world = new World();
  world.chosen = '';
  new VectorStream(world).want(5);
  await vi.waitFor(() => expect(world.progress).toHaveBeenCalledWith(null));
  expect(world.asked).toEqual([]);
});

test('WhatCannotBeHadIsNotAskedForForever', async () => {
  const world = new World();
  world.stored = { model: 'other', count: 5 };
  new VectorStream(world).want(5);
  await vi.waitFor(() => expect(world.progress).toHaveBeenCalledWith(null));
  expect(world.asked.length).toBe(1);
  world.stored = { model: 'm', count: 5 };
  world.damaged = true;
  new VectorStream(world).want(5);
  await vi.waitFor(() => expect(world.progress).toHaveBeenCalledTimes(2));
  expect(world.asked.length).toBe(2);
});

test('ASinkThatBeginsAnewGetsEverythingFromTheBeginning', async () => {
  const world = new World();
  const stream = new VectorStream(world);
  world.stored.count = 5;
  stream.want(5);
  world.here = 0; // a new snapshot, in the middle of the stream
  stream.wantAnew(5);
  await vi.waitFor(() => expect(world.here).toBe(5));
  expect(world.progress).toHaveBeenLastCalledWith(null);
});

test('AnotherModelInterruptsWhatIsRunning', async () => {
  const world = new World();
  const stream = new VectorStream(world);
  world.stored.count = 5;
  stream.want(5);
  world.chosen = 'n';
  world.stored = { model: 'n', count: 3 };
  world.here = 0;
  stream.want(3);
  await vi.waitFor(() => expect(world.here).toBe(3));
  expect(world.asked.at(-1)).toBe('/api/v1/vectors?model=n&from=0');
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HelperLink, type Listener, PROTOCOL_VERSION } from '../../../web/src/host/helper-link';
import type { HelperMessage } from '../../../web/src/engine/protocol.gen';

class FakeSocket {
  static OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
  opens() {
    this.readyState = 1;
    this.onopen?.();
  }
  says(message: HelperMessage) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  dies() {
    this.readyState = 3;
    this.onclose?.();
  }
}
const newest = () => FakeSocket.all[FakeSocket.all.length - 1] as FakeSocket;

/** Counts events; each snapshot contains those up to `contained`. */
class Counter implements Listener {
  connections: string[] = [];
  last = 0;
  run = '';
  contained = 0;
  texts: string[] = [];
  connection: Listener['connection'] = ({ kind }) => void this.connections.push(kind);
  welcome: Listener['welcome'] = ({ run }) => void (this.run = run);
  snapshot: Listener['snapshot'] = () => (this.last = this.contained);
  event: Listener['event'] = ({ event }, text) => {
    this.texts.push(text);
    if (event <= this.last) return true;
    if (event !== this.last + 1) return false;
    this.last = event;
    return true;
  };
  position: Listener['position'] = () => (this.run ? { run: this.run, event: this.last } : null);
}

const welcome = (snapshot: boolean, event = 0): HelperMessage => ({
  welcome: { protocol: PROTOCOL_VERSION, run: 'r', event, snapshot, root: 'Photos', path: '/p' },
});
const happened = (event: number): HelperMessage => ({ event: { event, reset: false } });

let counter: Counter;
let link: HelperLink;
let status = 200;
let answerSnapshot: (response: Response) => void;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  status = 200;
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('self', { location: { origin: 'http://127.0.0.1:8000' } });
  vi.stubGlobal('fetch', (address: string) =>
    address === '/api/v1/snapshot'
      ? new Promise<Response>((resolve) => (answerSnapshot = resolve))
      : Promise.resolve(new Response('', { status })),
  );
  counter = new Counter();
  link = new HelperLink(counter);
  link.open();
  newest().opens();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function begun(event: number) {
  newest().says(welcome(true, event));
  counter.contained = event;
  answerSnapshot(new Response('snapshot'));
  await vi.waitFor(() => expect(counter.connections).toContain('open'));
}

test('ANewPageFetchesASnapshotAndKeepsWhatHappensMeanwhile', async () => {
  expect(newest().sent).toEqual([{ hello: { protocol: PROTOCOL_VERSION } }]);
  newest().says(welcome(true, 3));
  newest().says(happened(4));
  newest().says(happened(5));
  expect(counter.last).toBe(0);
  counter.contained = 4;
  answerSnapshot(new Response('snapshot'));
  await vi.waitFor(() => expect(counter.last).toBe(5));
  expect(counter.texts[0]).toBe('{"event":4,"reset":false}');
});

test('APageThatComesBackSaysWhereItWasAndGoesOnByItself', async () => {
  for (let lost = 0; lost < 5; ++lost) {
    if (lost === 0) await begun(3);
    newest().says(happened(4 + lost));
    newest().dies();
    await vi.runAllTimersAsync();
    newest().opens();
    expect(newest().sent).toEqual([{ hello: { protocol: PROTOCOL_VERSION, run: 'r', event: 4 + lost } }]);
    newest().says(welcome(false, 4 + lost));
  }
  expect(counter.last).toBe(8);
  expect(counter.connections.filter((kind) => kind === 'away').length).toBe(5);
});

test('AGapIsClosedByASnapshot', async () => {
  await begun(3);
  newest().says(happened(7));
  counter.contained = 7;
  answerSnapshot(new Response('snapshot'));
  await vi.waitFor(() => expect(counter.last).toBe(7));
});

test('AnOrderIsAnsweredOrSaidNotToHaveBeen', async () => {
  await begun(0);
  const first = link.order({ command: { undo: {} } });
  const second = link.order({ command: { redo: {} } });
  expect(newest().sent.slice(1)).toEqual([
    { request: { id: 1, command: { undo: {} } } },
    { request: { id: 2, command: { redo: {} } } },
  ]);
  newest().says({ answer: { id: 1, outcome: {} } });
  expect(await first).toEqual({});
  newest().dies();
  expect((await second).error?.code).toBe('io');
  expect((await link.order({ command: { undo: {} } })).error?.code).toBe('io');
});

test('AnotherVersionIsSaidAndNotAskedAgain', async () => {
  newest().says({ welcome: { protocol: 99, run: 'r', event: 0, snapshot: true, root: '', path: '' } });
  await vi.runAllTimersAsync();
  expect(counter.connections).toEqual(['other_version']);
  expect(FakeSocket.all.length).toBe(1);
});

test('ARefusedCookieIsToldFromAHelperThatIsAway', async () => {
  status = 403;
  newest().dies();
  await vi.waitFor(() => expect(counter.connections).toEqual(['refused']));
});

test('AnAnswerWaitsForTheEventsBeforeIt', async () => {
  await begun(3);
  const answers: number[] = [];
  void link.order({ command: { undo: {} } }).then(() => answers.push(counter.last));
  newest().says(happened(5)); // 4 is missing
  newest().says(happened(6));
  newest().says({ answer: { id: 1, outcome: {} } });
  await Promise.resolve();
  expect(answers).toEqual([]);
  counter.contained = 5;
  answerSnapshot(new Response('snapshot'));
  await vi.waitFor(() => expect(answers).toEqual([6]));
});

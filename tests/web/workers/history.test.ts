import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RECORDS_AT_HAND } from '../../../web/src/engine/engine';
import type { Record as LogRecord } from '../../../web/src/engine/protocol.gen';
import { history, type Told } from '../../../web/src/workers/history';
import { RecentRecords } from '../../../web/src/workers/recent-records';

const decision = (seq: number, run?: number): LogRecord => {
  const record = {
    ts: '',
    src: `${seq}.jpg`,
    dst: '',
    cluster: '',
    note: '',
    seq,
    at: seq,
    op: 'trash',
    by: '',
  } as const;
  return run === undefined ? record : { ...record, run };
};
const decisions = (from: number, to: number, run?: number) =>
  Array.from({ length: to - from }, (_, at) => decision(from + at, run));

let log: LogRecord[];
let asked: string[];
let told: Told;
const firsts = async (count: number, most?: number) => (await history(told, 0, count, most)).map((step) => step.first);

beforeEach(() => {
  log = [];
  asked = [];
  told = { recent: new RecentRecords(), follower: { isInForce: () => true } };
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    const parameters = new URL(address, 'http://127.0.0.1').searchParams;
    const end = Number(parameters.get('before')) || Infinity;
    return Response.json(log.filter((record) => record.seq < end).slice(-Number(parameters.get('count'))));
  });
});
afterEach(() => vi.unstubAllGlobals());

function happens(records: LogRecord[]) {
  log.push(...records);
  told.recent.add(records);
}

test('TheHelperIsAskedOnceAndEventsTellTheRest', async () => {
  log = decisions(1, 3001);
  expect(await firsts(3)).toEqual([3000, 2999, 2998]);
  for (let seq = 3001; seq < 3051; seq++) {
    happens([decision(seq)]);
    expect(await firsts(20)).toEqual(Array.from({ length: 20 }, (_, at) => seq - at));
  }
  expect(asked).toEqual(['/api/v1/log?before=0&count=1000']);
});

test('WhatIsOlderIsAskedOfTheHelper', async () => {
  log = decisions(1, 1501);
  happens(decisions(1501, 1503));
  expect(await firsts(2)).toEqual([1502, 1501]);
  expect(asked).toEqual([]);
  expect((await firsts(1200)).at(-1)).toBe(303);
  expect(asked).toEqual(['/api/v1/log?before=1501&count=1000', '/api/v1/log?before=501&count=1000']);
});

test('ALongRunIsNotReadForTheStacks', async () => {
  log = decisions(1, 11);
  happens(decisions(11, 20_011, 11));
  happens([decision(20_011)]);
  expect(await firsts(20, RECORDS_AT_HAND)).toEqual([20_011]);
  expect(asked).toEqual([]);
  expect(await firsts(2)).toEqual([20_011, 11]);
  expect((await history(told, 0, 2))[1]?.count).toBe(20_000);
});

test('AGapInWhatEventsBroughtBeginsAnew', () => {
  const { recent } = told;
  recent.add(decisions(5, 8));
  recent.add(decisions(6, 9));
  expect(recent.before(0).map((record) => record.seq)).toEqual([5, 6, 7, 8]);
  recent.addOlder(4, decisions(1, 4));
  expect(recent.before(0)).toHaveLength(4);
  recent.addOlder(5, decisions(3, 5));
  expect(recent.before(5).map((record) => record.seq)).toEqual([3, 4]);
  recent.add([decision(20)]);
  expect(recent.before(0).map((record) => record.seq)).toEqual([20]);
});

import { expect, test } from 'vitest';
import type { PageEvent } from '../../../web/src/state/page-event';
import { firstState, saving, upcoming, type Decision, type PageState } from '../../../web/src/state/page-state';
import { reduce } from '../../../web/src/state/reduce';
import { troubleSaying } from '../../../web/src/state/trouble';
import { fakePhoto } from '../support/fake-photos';

const FIRST = firstState({ language: 'en', theme: 'dark', sound: false, notice: true, rail: true });
const row = (at: number) => fakePhoto(at, false);
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => row(from + at));
const after = (state: PageState, ...events: PageEvent[]) => events.reduce(reduce, state);
const read = (from: number, to: number, settled: number[] = []): PageEvent => ({
  kind: 'queue_read',
  rows: rows(from, to),
  settled,
});
const decided = (id: number, at: number): PageEvent => ({
  kind: 'decided',
  decision: { id, kind: 'assign', photo: row(at), cluster: 'Roof', answered: false },
});
const place = (at: number) => row(at).place;
const next = (state: PageState) => upcoming(state).map((photo) => photo.place);

const READ = after(FIRST, read(0, 5));

test('TheFirstRowIsTheOneInQuestion', () => {
  expect(READ.current?.place).toBe(place(0));
  expect(next(READ)).toEqual([1, 2, 3, 4].map(place));
});

test('ADecisionMovesOnAtOnceAndIsHiddenUntilTheQueueIsReadAfterItsAnswer', () => {
  let state = after(READ, decided(1, 0));
  expect(state.current?.place).toBe(place(1));
  expect(state.seen).toBe('no');
  state = after(state, read(0, 5));
  expect(next(state)).toEqual([2, 3, 4].map(place));
  expect(saving(state)).toBe(1);
  state = after(state, { kind: 'answered', id: 1 });
  expect(saving(state)).toBe(0);
  expect(next(state)).not.toContain(place(0));
  state = after(state, read(1, 6, [1]));
  expect(state.underWay).toEqual([]);
  expect(next(state)).toEqual([2, 3, 4, 5].map(place));
});

test('ThePhotoInQuestionIsFrozenWhateverTheQueueSays', () => {
  const state = after(READ, { kind: 'painted', place: place(0) }, read(3, 8));
  expect(state.current?.place).toBe(place(0));
  expect(state.seen).toBe('painted');
  expect(next(state)[0]).toBe(place(3));
});

test('APhotoThatIsGoneMakesWay', () => {
  expect(after(READ, { kind: 'current_gone', place: place(0) }).current?.place).toBe(place(1));
  expect(after(READ, { kind: 'current_gone', place: place(2) })).toBe(READ);
});

test('EnterIsArmedOnlyAfterThePaintOfThisPhoto', () => {
  expect(after(READ, { kind: 'armed', place: place(0) }).seen).toBe('no');
  expect(after(READ, { kind: 'painted', place: place(1) }).seen).toBe('no');
  const seen = after(READ, { kind: 'painted', place: place(0) }, { kind: 'armed', place: place(0) });
  expect(seen.seen).toBe('armed');
  expect(after(seen, decided(1, 0)).seen).toBe('no');
  expect(after(seen, { kind: 'room', room: 'history' }, { kind: 'room', room: 'sort' }).seen).toBe('no');
});

test('ASuggestionForAnotherPhotoIsDropped', () => {
  const question = { place: place(3), row: null };
  expect(after(READ, { kind: 'question', question })).toBe(READ);
});

const failure = (ids: number[], ats: number[]): PageEvent => ({
  kind: 'came_back',
  decisions: ids.map((id, index) => (decided(id, ats[index] ?? 0) as { decision: Decision }).decision),
  rows: ats.map(row),
  trouble: troubleSaying({ key: 'fault.no_space' }),
});

test('AFailureComesBackToTheFrontAndNotOntoTheScreen', () => {
  const state = after(READ, decided(1, 0), decided(2, 1), failure([1], [0]));
  expect(state.current?.place).toBe(place(2));
  expect(next(state)).toEqual([0, 3, 4].map(place));
  expect(state.trouble?.cause.key).toBe('fault.no_space');
});

test('AFailureWithNothingOnScreenIsAskedAtOnce', () => {
  const state = after(FIRST, read(0, 1), decided(1, 0), failure([1], [0]));
  expect(state.current?.place).toBe(place(0));
  expect(state.underWay).toEqual([]);
});

test('WhatAnUndoBringsBackIsAskedAtOnceAndTheOneOnScreenNext', () => {
  const state = after(READ, decided(1, 0), { kind: 'answered', id: 1 }, { kind: 'brought_back', rows: [row(0)] });
  expect(state.current?.place).toBe(place(0));
  expect(next(state)).toEqual([1, 2, 3, 4].map(place));
});

test('ABigUndoShowsItsFirstPhoto', () => {
  const state = after(READ, { kind: 'brought_back', rows: [row(7), row(8)] });
  expect(state.current?.place).toBe(place(7));
  expect(next(state).slice(0, 3)).toEqual([8, 0, 1].map(place));
});

test('NoPhotoIsTwiceInTheList', () => {
  const state = after(READ, { kind: 'brought_back', rows: [row(3), row(4)] }, read(0, 6));
  expect(new Set(next(state)).size).toBe(next(state).length);
});

test('TheWholeStateHoldsAWindowOnly', () => {
  const state = Array.from({ length: 500 }, (_, at) => at).reduce(
    (before, at) => after(before, decided(at, at), { kind: 'answered', id: at }, read(at + 1, at + 25, [at])),
    after(FIRST, read(0, 24)),
  );
  expect(state.window.length + state.front.length + state.underWay.length).toBeLessThan(60);
});

test('TheEndOfTheWorkInTheBackgroundIsSaidOnce', () => {
  const snapshot = (finished: boolean, revision: number): PageEvent => ({
    kind: 'snapshot',
    snapshot: {
      ...FIRST.snapshot,
      revision,
      embedding: { done: 9, total: 9, per_second: 1, paused: false, finished },
    },
  });
  expect(after(FIRST, snapshot(true, 1)).done).toBeNull();
  const done = after(FIRST, snapshot(false, 1), snapshot(true, 2), snapshot(true, 3)).done;
  expect(done).toEqual({ id: 2, photos: 9 });
});

test('TheNameFieldOpensOnlyOverAPhotoAndClosesWithIt', () => {
  expect(after(FIRST, { kind: 'naming', naming: true }).naming).toBe(false);
  expect(after(READ, { kind: 'naming', naming: true }, decided(1, 0)).naming).toBe(false);
});

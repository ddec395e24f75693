import { expect, test } from 'vitest';
import type { PageEvent } from '../../../web/src/state/page-event';
import { firstState, saving, upcoming, type Decision, type PageState } from '../../../web/src/state/page-state';
import { reduce } from '../../../web/src/state/reduce';
import { troubleSaying } from '../../../web/src/state/trouble';
import { fakePhoto } from '../support/fake-photos';

const FIRST = firstState({ language: 'en', theme: 'dark', sound: false, notice: true, rail: true, modelSaid: false });
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
  expect(after(READ, { kind: 'gone', places: [place(0)] }).current?.place).toBe(place(1));
  const state = after(READ, { kind: 'gone', places: [place(2)] });
  expect(state.current?.place).toBe(place(0));
  expect(next(state)).toEqual([1, 3, 4].map(place));
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

test('WhereNoFolderIsOpenNothingOfTheLastOneIsLeftToDecideAbout', () => {
  const before = after(READ, { kind: 'painted', place: READ.current?.place ?? '' }, { kind: 'room', room: 'history' });
  const offers = { recent: [] };
  const state = after(before, { kind: 'snapshot', snapshot: { ...before.snapshot, offers } });
  expect(state).toEqual({ ...FIRST, snapshot: { ...before.snapshot, offers } });
});

test('TheNameFieldOpensOnlyOverAPhotoAndClosesWithIt', () => {
  expect(after(FIRST, { kind: 'naming', naming: true }).naming).toBe(false);
  expect(after(READ, { kind: 'naming', naming: true }, decided(1, 0)).naming).toBe(false);
});

const painted: PageEvent = { kind: 'painted', place: place(0) };
const armed: PageEvent = { kind: 'armed', place: place(0) };
const suggestion = (cluster: string): PageEvent => ({
  kind: 'question',
  question: {
    place: place(0),
    row: { best: { place: place(0), cluster, score: 1, second: '', second_score: 0, margin: 1 }, examples: [] },
  },
});
const snapshot = (more: Partial<PageState['snapshot']>): PageEvent => ({
  kind: 'snapshot',
  snapshot: { ...FIRST.snapshot, ...more },
});

test('LookingEndsWithThePhotoThatWasLookedAt', () => {
  const looking = after(READ, painted, { kind: 'looking', looking: true });
  expect(after(looking, decided(1, 0)).looking).toBe(false);
  expect(after(looking, { kind: 'brought_back', rows: [row(3)] }).looking).toBe(false);
});

test('WhatIsBeingNamedStaysWhenAnUndoBringsAnotherBack', () => {
  const naming = after(READ, { kind: 'naming', naming: true });
  const state = after(naming, { kind: 'brought_back', rows: [row(7), row(8)] });
  expect(state.current?.place).toBe(place(0));
  expect(state.naming).toBe(true);
  expect(next(state).slice(0, 3)).toEqual([7, 8, 1].map(place));
  const choosing = after(READ, { kind: 'layout_asked', photo: row(0), cluster: 'Roof' });
  expect(after(choosing, { kind: 'brought_back', rows: [row(7)] }).current?.place).toBe(place(0));
});

test('TheNameFieldStaysOpenWhenAnotherPageTakesThePhoto', () => {
  const state = after(READ, { kind: 'naming', naming: true }, { kind: 'gone', places: [place(0)] });
  expect(state.current?.place).toBe(place(1));
  expect(state.naming).toBe(true);
  const none = after(FIRST, read(0, 1), { kind: 'naming', naming: true }, { kind: 'gone', places: [place(0)] });
  expect(none.naming).toBe(false);
});

test('OtherContentAtTheSamePlaceHasToBeSeenAnew', () => {
  const seen = after(READ, painted, suggestion('Roof'), { kind: 'looking', looking: true });
  const known = { ...row(0), fingerprint: 'ff' };
  expect(after(seen, { kind: 'queue_read', rows: [known], settled: [] })).toMatchObject({
    seen: 'painted',
    looking: true,
  });
  const overwritten = { ...row(0), mtime_ms: row(0).mtime_ms + 1 };
  const changed = { seen: 'no', looking: false, question: null, current: overwritten };
  expect(after(seen, { kind: 'queue_read', rows: [overwritten], settled: [] })).toMatchObject(changed);
  expect(after(seen, { kind: 'rows_read', rows: [overwritten] })).toMatchObject(changed);
});

test('WhatComesToTheFrontWhileItIsReadStays', () => {
  const front = after(READ, { kind: 'brought_back', rows: [row(7), row(8)] });
  const state = after(front, { kind: 'brought_back', rows: [row(9)] }, { kind: 'gone', places: [place(8)] });
  expect(next(state).slice(0, 2)).toEqual([7, 0].map(place));
  expect(state.current?.place).toBe(place(9));
});

test('NothingIsTriedAgainWithAPhotoThatHasItsPlace', () => {
  const decision = (decided(1, 0) as { decision: Decision }).decision;
  const trouble = { ...troubleSaying({ key: 'fault.io' }), again: [decision] };
  const state = after(READ, decided(1, 0), { kind: 'came_back', decisions: [decision], rows: [row(0)], trouble });
  expect(after(state, { kind: 'gone', places: [place(3)] }).trouble?.again).toHaveLength(1);
  expect(after(state, { kind: 'gone', places: [place(0)] }).trouble).toBeNull();
  const other = after(READ, { kind: 'trouble', trouble: troubleSaying({ key: 'fault.io' }) });
  expect(after(other, { kind: 'gone', places: [place(0)] }).trouble).not.toBeNull();
});

test('ThatManyAreBeingSavedIsSaidUntilOneIs', () => {
  const busy: PageEvent = { kind: 'trouble', trouble: troubleSaying({ key: 'trouble.busy' }) };
  expect(after(READ, decided(1, 0), busy, { kind: 'answered', id: 1 }).trouble).toBeNull();
});

test('EnterIsMeantAnewForAnotherSuggestion', () => {
  const meant = after(READ, painted, suggestion('Roof'), armed);
  expect(after(meant, suggestion('Roof')).seen).toBe('armed');
  expect(after(meant, suggestion('Cracks')).seen).toBe('painted');
  const overview = { clusters: [], manual_only: false } as unknown as PageState['snapshot']['overview'];
  expect(after(meant, snapshot({ overview }))).toMatchObject({ seen: 'painted', question: null });
});

test('APhotoBehindAnotherScreenHasToBeSeenAnew', () => {
  const meant = after(READ, painted, suggestion('Roof'), armed);
  expect(after(meant, snapshot({ connection: { kind: 'away' } })).seen).toBe('armed');
  expect(after(meant, snapshot({ connection: { kind: 'refused' } })).seen).toBe('no');
});

import { beforeEach, expect, test, vi } from 'vitest';
import { Desk } from '../../../web/src/state/desk';
import { firstState, MOST_UNDER_WAY, saving, upcoming } from '../../../web/src/state/page-state';
import { createStore, type Store } from '../../../web/src/state/store';
import { FakeEngine, type FakeOptions } from '../support/fake-engine';

let engine: FakeEngine;
let store: Store;
let desk: Desk;

async function open(options: FakeOptions = {}): Promise<void> {
  engine = new FakeEngine({ photos: 80, clusters: ['Roof', 'Cracks'], sorted: 4, ...options });
  store = createStore(
    firstState({ language: 'en', theme: 'dark', sound: false, notice: true, rail: true, modelSaid: false }),
  );
  desk = new Desk(engine, store);
  await settle();
}
const settle = () => new Promise((done) => setTimeout(done, 20));
const current = () => store.get().current?.place ?? '';
const name = (at: number) => `IMG_${String(at).padStart(4, '0')}.jpg`;

beforeEach(() => open());

test('TheFirstPhotoAndItsSuggestionAreThere', () => {
  expect(current()).toBe(name(0));
  expect(store.get().question?.row?.best.cluster).toBe('Roof');
});

test('AKeyMovesOnBeforeTheAnswer', async () => {
  engine.hold();
  desk.assign('Cracks');
  expect(current()).toBe(name(1));
  expect(saving(store.get())).toBe(1);
  engine.release();
  await settle();
  expect(saving(store.get())).toBe(0);
  expect(engine.sent).toEqual([{ assign: { places: [name(0)], cluster: 'Cracks' } }]);
  expect(store.get().snapshot.overview?.queue).toBe(75);
  expect(upcoming(store.get())[0]?.place).toBe(name(2));
});

test('FiftyUnderWayMakeTheKeysWaitWithASentence', async () => {
  engine.hold();
  for (let at = 0; at < MOST_UNDER_WAY + 10; at++) {
    desk.skip();
    await Promise.resolve();
    if (!store.get().current) store.dispatch({ kind: 'queue_read', rows: await engine.queue(0, 80), settled: [] });
  }
  expect(saving(store.get())).toBe(MOST_UNDER_WAY);
  expect(store.get().trouble?.cause.key).toBe('trouble.busy');
  engine.release();
  await settle();
  expect(saving(store.get())).toBe(0);
});

test('AFailedDecisionWaitsAtTheFrontAndCanBeTriedAgain', async () => {
  engine.failNext({ code: 'no_space', detail: 'write' });
  desk.assign('Roof');
  await settle();
  expect(current()).toBe(name(1));
  expect(upcoming(store.get())[0]?.place).toBe(name(0));
  expect(store.get().trouble).toMatchObject({ cause: { key: 'fault.no_space' }, detail: 'write' });
  desk.tryAgain();
  await settle();
  expect(engine.sent).toHaveLength(2);
  expect(engine.sent[1]).toEqual(engine.sent[0]);
  expect(store.get().trouble).toBeNull();
  expect(upcoming(store.get()).map((row) => row.place)).not.toContain(name(0));
});

test('UndoShowsThePhotoThatItBroughtBack', async () => {
  desk.assign('Roof');
  await settle();
  await desk.undo();
  await settle();
  expect(current()).toBe(name(0));
  expect(upcoming(store.get())[0]?.place).toBe(name(1));
});

test('TheFirstUndoOfAPageOnlySaysWhatItWouldTakeBack', async () => {
  await desk.undo();
  expect(engine.sent).toEqual([]);
  expect(store.get().trouble?.cause).toMatchObject({ key: 'trouble.would_undo_cluster', params: { count: 1 } });
  await desk.undo();
  expect(engine.sent).toEqual([{ undo: {} }]);
});

test('APhotoDecidedByAnotherPageMakesWay', async () => {
  engine.elsewhere({ assign: { places: [name(0), name(1)], cluster: 'Roof' } });
  await settle();
  expect(current()).toBe(name(2));
});

test('AnotherPagesDecisionsChangeNothingOnScreen', async () => {
  store.dispatch({ kind: 'painted', place: name(0) });
  const { question } = store.get();
  engine.elsewhere({ assign: { places: [name(5)], cluster: 'Cracks' } });
  await settle();
  expect(current()).toBe(name(0));
  expect(store.get().seen).toBe('painted');
  expect(store.get().question).toBe(question);
});

test('WithoutTheHelperNothingIsSentAndTheTableStays', async () => {
  engine.change({ connection: { kind: 'away' } });
  desk.assign('Roof');
  await desk.undo();
  expect(engine.sent).toEqual([]);
  expect(current()).toBe(name(0));
  expect(store.get().trouble).toBeNull(); // the strip says it while it is so
  expect(store.get().nudges).toBe(2);
});

test('TheLayoutIsAskedOnceAndTheAssignmentGoesOn', async () => {
  await open({ subfolders: true, overview: { asks_layout: true } });
  const asked = current();
  desk.assign('Roof');
  expect(store.get().layoutFor?.cluster).toBe('Roof');
  expect(engine.sent).toEqual([]);
  await desk.chooseLayout('root');
  await settle();
  expect(engine.sent).toEqual([{ settings: { layout: 'root' } }, { assign: { places: [asked], cluster: 'Roof' } }]);
  expect(store.get().panel).toBeNull();
  expect(current()).not.toBe(asked);
});

test('ASkippedPhotoComesAgainAtTheEnd', async () => {
  await open({ photos: 3, clusters: [], sorted: 0 });
  desk.skip();
  await settle();
  expect([current(), ...upcoming(store.get()).map((row) => row.place)]).toEqual([1, 2, 0].map(name));
});

test('APictureThatCannotBeShownIsTakenOffAndOthersWait', async () => {
  await desk.pictureFailed(name(0));
  expect(current()).toBe(name(0));
  expect(store.get().seen).toBe('failed');
  vi.spyOn(engine, 'photo').mockResolvedValueOnce({ ...engine.photos[0]!, not_shown: 'damaged' });
  await desk.pictureFailed(name(0));
  expect(current()).toBe(name(1));
});

test('ASuggestionComesWhenThereWasNoneAndStaysWhenItIsThere', async () => {
  await open({ overview: { manual_only: true } });
  expect(store.get().question?.row).toBeNull();
  engine.change({}, { manual_only: false });
  await settle();
  expect(store.get().question?.row?.best.cluster).toBe('Roof');
});

test('ASuggestionGoesWhenItsFolderGoesOrSuggestionsAreSwitchedOff', async () => {
  engine.change({}, { manual_only: true });
  await settle();
  expect(store.get().question).toEqual({ place: name(0), row: null });
  await open();
  engine.change({}, { clusters: [] });
  expect(store.get().question).toBeNull();
});

test('AnUndoShowsItsOwnPhotoWhateverIsDecidedMeanwhile', async () => {
  desk.assign('Roof');
  await settle();
  engine.latency = 5;
  const undone = desk.undo();
  desk.assign('Cracks');
  await undone;
  await settle();
  expect(current()).toBe(name(0));
});

test('TwoUndosShowTwoPhotos', async () => {
  desk.assign('Roof');
  desk.skip();
  await settle();
  engine.latency = 5;
  await Promise.all([desk.undo(), desk.undo()]);
  await settle();
  expect(current()).toBe(name(0));
  expect(upcoming(store.get())[0]?.place).toBe(name(1));
});

test('AnUndoThatWasNotDoneSaysSo', async () => {
  desk.assign('Roof');
  await settle();
  const [step] = await engine.history(0, 1);
  engine.failNext({ code: 'io', detail: '' });
  expect(await desk.undoStep(step!)).toBe(false);
  expect(await desk.undoStep(step!)).toBe(true);
});

test('ADecisionThatWasInTheLogAfterAllIsNotTriedAgain', async () => {
  engine.failNext({ code: 'io', detail: '' });
  desk.assign('Roof');
  await settle();
  expect(store.get().trouble?.again).toHaveLength(1);
  engine.elsewhere({ assign: { places: [name(0)], cluster: 'Roof' } });
  await settle();
  expect(store.get().trouble).toBeNull();
});

test('AStepThatIsAboutNoPhotoIsStillOneStep', async () => {
  engine.elsewhere({ shuffle: {} });
  await desk.undo();
  expect(store.get().trouble?.cause).toMatchObject({ key: 'trouble.would_undo', params: { count: 1 } });
});

test('ARunSaysHowManyPhotosItDidNotMove', async () => {
  const error = { code: 'no_space', detail: '' } as const;
  await desk.report({ failures: [1, 2, 3].map((seq) => ({ seq, place: name(seq), error })) }, 'said.run');
  expect(store.get().trouble).toMatchObject({ failed: 3, cause: { key: 'fault.no_space' } });
});

test('TheLastPhotoIsAskedWithItsSuggestionWhenItComesBack', async () => {
  await open({ photos: 5, sorted: 4 });
  engine.failNext({ code: 'io', detail: '' });
  desk.assign('Roof');
  await settle();
  expect(current()).toBe(name(0));
  expect(store.get().question?.row?.best.cluster).toBe('Roof');
});

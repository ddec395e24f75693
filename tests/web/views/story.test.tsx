// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstState } from '../../../web/src/state/page-state';
import { createStore } from '../../../web/src/state/store';
import { App, createPage } from '../../../web/src/views/app';
import { FakeEngine, type FakeOptions } from '../support/fake-engine';

// What jsdom lacks: layout, decoding, frames.
class FakeResizeObserver {
  constructor(private readonly changed: (entries: { contentRect: { width: number; height: number } }[]) => void) {}
  observe() {
    this.changed([{ contentRect: { width: 900, height: 600 } }]);
  }
  disconnect() {}
}
let decodable: (place: string) => Promise<void>;
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
vi.stubGlobal('ResizeObserver', FakeResizeObserver);
vi.stubGlobal('requestAnimationFrame', (go: FrameRequestCallback) => setTimeout(() => go(0), 1));
HTMLImageElement.prototype.decode = function (this: HTMLImageElement) {
  return decodable(this.dataset['place'] ?? '');
};

let root: Root;
let engine: FakeEngine;

async function open(options: FakeOptions = {}): Promise<void> {
  engine = new FakeEngine({ photos: 30, ...options });
  const store = createStore(
    firstState({ language: 'en', theme: 'dark', sound: false, notice: true, rail: true, modelSaid: false }),
  );
  const page = createPage(engine, store);
  const element = document.createElement('div');
  document.body.replaceChildren(element);
  root = createRoot(element);
  await act(async () => root.render(<App page={page} />));
  await wait(30);
}
const wait = (ms: number) => act(() => new Promise((done) => setTimeout(done, ms)));
async function press(code: string, more: KeyboardEventInit = {}, ms = 30): Promise<void> {
  const target = document.activeElement ?? document.body;
  await act(
    async () =>
      void target.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more })),
  );
  await wait(ms);
}
async function type(text: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('[role=combobox]');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
  await act(async () => void field?.dispatchEvent(new Event('input', { bubbles: true })));
  await wait(10);
}
const shown = () => document.querySelector('[role=group][aria-label^="Photo"]')?.getAttribute('aria-label');
const text = () => document.body.textContent ?? '';

beforeEach(() => {
  decodable = () => Promise.resolve();
});
afterEach(async () => act(async () => root.unmount()));

test('AFirstFolderIsNamedAndTheNextPhotoIsThere', async () => {
  await open();
  expect(shown()).toBe('Photo IMG_0000.jpg');
  await press('Slash', { key: '.' });
  await type('Снег');
  await press('Enter');
  expect(shown()).toBe('Photo IMG_0001.jpg');
  expect(engine.sent).toEqual([{ assign: { places: ['IMG_0000.jpg'], cluster: 'Снег' } }]);
  await press('Digit1', { key: '1' });
  expect(engine.sent).toHaveLength(2);
  expect(text()).toContain('28 to sort · 2 of 30 · 7');
});

test('EnterTakesTheSuggestionOnceItIsArmed', async () => {
  await open({ clusters: ['Roof'], sorted: 3 });
  await press('Enter');
  expect(engine.sent).toEqual([]);
  await wait(330);
  await press('Enter');
  expect(engine.sent).toEqual([{ assign: { places: ['IMG_0000.jpg'], cluster: 'Roof' } }]);
});

test('NothingIsDecidedBeforeThePhotoIsPainted', async () => {
  decodable = () => new Promise(() => undefined);
  await open({ clusters: ['Roof'], sorted: 3 });
  for (const code of ['Enter', 'Digit1', 'Space', 'KeyX', 'Delete']) await press(code, {}, 5);
  expect(engine.sent).toEqual([]);
});

test('ANameThatIsRefusedIsSaidAtTheFieldAndNotSent', async () => {
  await open();
  await press('Slash');
  await type('a/b');
  expect(text()).toContain('This name cannot be used');
  await press('Enter');
  expect(engine.sent).toEqual([]);
  await press('Escape');
  expect(document.querySelector('[role=combobox]')).toBeNull();
});

test('APanelDoesNotTakeTheKeys', async () => {
  await open({ clusters: ['Roof'], sorted: 3 });
  await press('Slash', { shiftKey: true });
  expect(text()).toContain('All keys');
  await press('Digit1');
  expect(engine.sent).toHaveLength(1);
  await press('Escape');
  expect(text()).not.toContain('All keys');
});

test('AnyStepIsTakenBackFromTheHistory', async () => {
  await open({ clusters: ['Roof'] });
  await press('Digit1');
  await press('Delete');
  await act(async () =>
    [...document.querySelectorAll('button')].find((each) => each.textContent === 'History')?.click(),
  );
  await wait(20);
  const button = document.querySelector<HTMLButtonElement>('[aria-label="Take back: 1 photo to Roof"]');
  expect(button).not.toBeNull();
  await act(async () => button?.click());
  await wait(20);
  expect(engine.sent.at(-1)).toEqual({ undo: { run: 2 } });
  await press('Digit1');
  expect(engine.sent).toHaveLength(3);
});

test('ADecisionsPictureOpensTheHistoryAtIt', async () => {
  const seen: Element[] = [];
  HTMLElement.prototype.scrollIntoView = function (this: HTMLElement) {
    seen.push(this);
  };
  await open({ clusters: ['Roof'] });
  await press('Digit1');
  await press('Delete');
  await wait(30);
  await act(async () => document.querySelector<HTMLButtonElement>('[aria-label="1 photo to Roof"]')?.click());
  await wait(20);
  expect(seen.map((line) => line.textContent)).toEqual([expect.stringContaining('1 photo to Roof')]);
});

test('TheRuleShowsWhatItWouldMoveAndMovesThat', async () => {
  await open({ clusters: ['Roof', 'Cracks'], sorted: 4 });
  await act(async () => document.querySelector<HTMLButtonElement>('.rail-auto')?.click());
  await wait(20);
  const apply = document.querySelector<HTMLButtonElement>('.button-main');
  expect(apply?.textContent).toMatch(/^Sort \d+ photos by themselves$/);
  await act(async () => apply?.click());
  await wait(30);
  expect(text()).toMatch(/\d+ photos were sorted\./);
});

test('WhichPhotosWouldMoveIsShownWhileTheSliderIsDragged', async () => {
  await open({ photos: 400, clusters: ['Roof', 'Cracks'], sorted: 4 });
  await act(async () => document.querySelector<HTMLButtonElement>('.rail-auto')?.click());
  await wait(200);
  const slider = document.querySelector<HTMLInputElement>('input[type=range]');
  const rows = () => [...document.querySelectorAll('.plan-photos li')].map((row) => row.getAttribute('title'));
  const planned = async (from: number) =>
    (await engine.plan(Number(slider?.value), 5, from, 40))?.rows.map(({ move }) => `${move.place} → ${move.cluster}`);
  for (const threshold of ['0.7', '0.8', '0.9', '0.75']) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(slider, threshold);
    await act(async () => void slider?.dispatchEvent(new Event('input', { bubbles: true })));
    await wait(5); // the slider does not rest
    expect(rows()).toEqual(await planned(0));
  }

  // All of them, a window at a time.
  const seen: (string | null)[] = rows();
  const surer = () => [...document.querySelectorAll('button')].find((button) => button.textContent === 'Surer');
  while (surer()?.disabled === false) {
    await act(async () => surer()?.click());
    await wait(5);
    expect(rows()).toEqual(await planned(seen.length));
    seen.push(...rows());
  }
  const count = (await engine.plan(0.75, 5, 0, 0))?.count;
  expect(count).toBeGreaterThan(80);
  expect(new Set(seen).size).toBe(count);
});

test('HowWellTheModelDoesIsSaidOnceItsVectorsAreHere', async () => {
  await open({ clusters: ['Roof'], overview: { manual: 312, vectors: 0, model: 'builtin-0123456789ab' } });
  expect(text()).not.toContain('built-in model');
  await act(async () => engine.change({}, { vectors: 400 }));
  await wait(20);
  expect(text()).toContain('Of the 312 photos that you sorted, 80');
  const seen = [...document.querySelectorAll('button')].find((button) => button.textContent === 'All right');
  await act(async () => seen?.click());
  expect(text()).not.toContain('built-in model');
  expect(localStorage.getItem('photocluster.preferences')).toContain('"modelSaid":true');
});

test('TheNameFieldStaysWhenTheWindowLosesTheFocus', async () => {
  await open();
  await press('Slash');
  await type('Sn');
  const field = document.querySelector<HTMLInputElement>('[role=combobox]');
  await act(async () => void field?.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
  expect(document.querySelector<HTMLInputElement>('[role=combobox]')?.value).toBe('Sn');
  await act(async () => field?.blur());
  expect(document.querySelector('[role=combobox]')).toBeNull();
});

test('ANameIsForThePhotoForWhichTheFieldWasOpened', async () => {
  await open({ clusters: ['Roof'] });
  await press('Slash');
  await type('Cracks');
  await act(async () => engine.elsewhere({ assign: { places: ['IMG_0000.jpg'], cluster: 'Roof' } }));
  await wait(30);
  expect(shown()).toBe('Photo IMG_0001.jpg');
  expect(document.querySelector<HTMLInputElement>('[role=combobox]')?.value).toBe('Cracks');
  await press('Enter');
  expect(engine.sent).toEqual([]);
  expect(document.querySelector('[role=combobox]')).toBeNull();
});

test('OnlyTheMainButtonOfThePointerTakesAName', async () => {
  await open({ clusters: ['Roof'] });
  await press('Slash');
  const click = (button: number) =>
    act(
      async () =>
        void document
          .querySelector('[role=option]')
          ?.dispatchEvent(new MouseEvent('mousedown', { button, bubbles: true, cancelable: true })),
    );
  await click(2);
  expect(engine.sent).toEqual([]);
  await click(0);
  expect(engine.sent).toHaveLength(1);
});

test('AHeldEnterPressesAControlOnce', async () => {
  await open({ clusters: ['Roof'] });
  const button = document.querySelector<HTMLButtonElement>('.rail-row');
  act(() => button?.focus());
  const enter = (repeat: boolean) =>
    button?.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', repeat, bubbles: true, cancelable: true }));
  expect(enter(false)).toBe(true);
  expect(enter(true)).toBe(false);
});

test('AFileThatIsOverwrittenIsPaintedAnewBeforeItIsDecided', async () => {
  await open({ clusters: ['Roof'] });
  const image = document.querySelector('.slide-top img');
  decodable = () => new Promise(() => undefined);
  Object.assign(engine.photos[0]!, { mtime_ms: 1, fingerprint: undefined });
  await act(async () => engine.change({ revision: 99 }));
  await wait(30);
  expect(document.querySelector('.slide-top img')).not.toBe(image);
  await press('Digit1');
  expect(engine.sent).toEqual([]);
});

test('WhatStandsInsteadOfAPictureStaysUntilThePictureIsThere', async () => {
  decodable = () => Promise.reject(new Error('no picture'));
  await open({ clusters: ['Roof'] });
  const again = document.querySelector<HTMLButtonElement>('.stage-failed button');
  again?.focus();
  await act(async () => again?.click());
  expect(document.querySelector('.stage-failed button')).toBe(again);
  decodable = () => Promise.resolve();
  await act(async () => again?.click());
  await wait(30);
  expect(document.querySelector('.stage-failed')).toBeNull();
});

test('TwoFoldersLeftAloneAtOnceAreBothLeftAlone', async () => {
  await open({ subfolders: true, overview: { asks_layout: true } });
  await press('Slash');
  await type('Roof');
  await press('Enter');
  engine.latency = 10;
  const leave = [...document.querySelectorAll<HTMLInputElement>('.folder label:last-child input')].slice(0, 2);
  expect(leave).toHaveLength(2);
  await act(async () => leave.forEach((input) => input.click()));
  await act(() => vi.waitFor(() => expect(engine.snapshot().overview?.left_alone).toHaveLength(2)));
});

test('ARunIsSaidToBeTakenBackOnlyWhenItWas', async () => {
  await open({ clusters: ['Roof', 'Cracks'], sorted: 4 });
  await act(async () => document.querySelector<HTMLButtonElement>('.rail-auto')?.click());
  await wait(20);
  await act(async () => document.querySelector<HTMLButtonElement>('.button-main')?.click());
  await wait(30);
  engine.failNext({ code: 'no_space', detail: '' });
  const takeBack = () => act(async () => document.querySelector<HTMLButtonElement>('.auto-run button')?.click());
  await takeBack();
  await wait(20);
  expect(text()).not.toContain('brought back');
  await takeBack();
  await wait(20);
  expect(text()).toMatch(/photos? (was|were) brought back\./);
});

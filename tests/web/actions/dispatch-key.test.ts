// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { actionsOf, type Standing, type Verbs } from '../../../web/src/actions/actions';
import { actionFor, focusOf, pressesAgain, type Focus, type Press } from '../../../web/src/actions/dispatch-key';

const STANDING: Standing = {
  photo: true,
  armed: true,
  suggested: 'Roof',
  clusters: ['Roof', 'Cracks', 'Снег'],
  canUndo: true,
  canRedo: true,
  canShuffle: true,
  canAutoMove: true,
  closable: true,
  inQuestion: true,
};

let done: string[] = [];
const verbs = new Proxy({} as Verbs, {
  get: (_target, name) => (cluster?: string) => done.push(cluster ? `${String(name)} ${cluster}` : String(name)),
});
beforeEach(() => {
  done = [];
});

const press = (code: string, more: Partial<Press> = {}): Press => ({
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  defaultPrevented: false,
  ...more,
});

function presses(event: Press, focus: Focus = 'photo', standing: Partial<Standing> = {}): string[] {
  done = [];
  const action = actionFor(event, focus, actionsOf({ ...STANDING, ...standing }, verbs));
  if (action?.enabled) action.run();
  return done;
}

test.each([
  ['Enter', {}, 'assign Roof'],
  ['NumpadEnter', {}, 'assign Roof'],
  ['Digit1', {}, 'assign Roof'],
  ['Digit3', {}, 'assign Снег'],
  ['Numpad2', {}, 'assign Cracks'],
  ['Space', {}, 'skip'],
  ['KeyX', {}, 'skip'],
  ['Delete', {}, 'trash'],
  ['KeyZ', { ctrlKey: true }, 'undo'],
  ['KeyZ', { metaKey: true }, 'undo'],
  ['KeyU', {}, 'undo'],
  ['KeyZ', { ctrlKey: true, shiftKey: true }, 'redo'],
  ['Slash', {}, 'name'],
  ['Slash', { shiftKey: true }, 'keys'],
  ['KeyZ', {}, 'look'],
  ['Backslash', {}, 'rail'],
  ['Escape', {}, 'close'],
] as const)('%s %j does %s', (code, modifiers, wanted) => {
  expect(presses(press(code, modifiers))).toEqual([wanted]);
});

test('TheKeyGoesByItsPlaceWhateverLetterItGives', () => {
  for (const key of ['я', 'z', 'Я', '.', 'ч']) {
    const event = new KeyboardEvent('keydown', { code: 'KeyZ', key, ctrlKey: true });
    expect(presses(event), key).toEqual(['undo']);
  }
  expect(presses(new KeyboardEvent('keydown', { code: 'KeyX', key: 'ч' }))).toEqual(['skip']);
  expect(presses(new KeyboardEvent('keydown', { code: 'Slash', key: '.' }))).toEqual(['name']);
  expect(presses(new KeyboardEvent('keydown', { code: 'KeyY', key: 'x' }))).toEqual([]);
});

const DECIDING: [string, Partial<Press>][] = [
  ['Enter', {}],
  ['Space', {}],
  ['Digit1', {}],
  ['KeyX', {}],
  ['Delete', {}],
  ['KeyU', {}],
  ['KeyZ', { ctrlKey: true }],
  ['KeyZ', { ctrlKey: true, shiftKey: true }],
];
const CONTROLS = [
  '<button></button>',
  '<a href="#"></a>',
  '<input>',
  '<input type="search">',
  '<input type="number">',
  '<input type="range">',
  '<input type="checkbox">',
  '<input type="radio">',
  '<textarea></textarea>',
  '<select></select>',
  '<details><summary></summary></details>',
  '<div tabindex="0"></div>',
];

test.each(CONTROLS.flatMap((control) => DECIDING.map(([code, more]) => [control, code, more] as const)))(
  'On %s the key %s is that control’s alone',
  (control, code, more) => {
    document.body.innerHTML = control;
    const element = document.body.querySelector('input,button,a,textarea,select,summary,[tabindex]');
    expect(presses(press(code, more), focusOf(element))).toEqual([]);
  },
);

test('OnThePhotoAndOnNothingTheKeysDecide', () => {
  document.body.innerHTML = '<div data-photo tabindex="0"><button></button></div>';
  for (const element of [null, document.body, document.querySelector('[data-photo]')]) {
    expect(presses(press('Digit1'), focusOf(element))).toEqual(['assign Roof']);
  }
  expect(focusOf(document.querySelector('button'))).toBe('control');
});

test('InATextFieldLettersAreText', () => {
  for (const code of ['Slash', 'Backslash', 'KeyZ', 'KeyX', 'Digit1']) {
    expect(presses(press(code), 'text'), code).toEqual([]);
  }
  expect(presses(press('Escape'), 'text')).toEqual(['close']);
});

test('AHeldKeyAComposedOneAndOneThatWasTakenDoNothing', () => {
  for (const more of [{ repeat: true }, { isComposing: true }, { defaultPrevented: true }]) {
    for (const [code, modifiers] of DECIDING) expect(presses(press(code, { ...modifiers, ...more }))).toEqual([]);
  }
});

test('NothingIsDecidedAboutAPhotoThatIsNotPainted', () => {
  for (const code of ['Enter', 'Space', 'KeyX', 'Digit1', 'Delete']) {
    expect(presses(press(code), 'photo', { photo: false }), code).toEqual([]);
  }
  expect(presses(press('KeyU'), 'photo', { photo: false })).toEqual(['undo']);
});

test('EnterIsNotMeantBeforeItIsArmedOrWithoutASuggestion', () => {
  expect(presses(press('Enter'), 'photo', { armed: false })).toEqual([]);
  expect(presses(press('Enter'), 'photo', { suggested: '' })).toEqual([]);
  expect(presses(press('Digit2'), 'photo', { armed: false })).toEqual(['assign Cracks']);
});

test('AKeyOfAFolderThatIsNotThereDoesNothing', () => {
  expect(presses(press('Digit4'))).toEqual([]);
  expect(presses(press('Digit0'))).toEqual([]);
});

test('AModifierMakesItAnotherKey', () => {
  for (const more of [{ shiftKey: true }, { ctrlKey: true }, { altKey: true }]) {
    expect(presses(press('Digit1', more))).toEqual([]);
    expect(presses(press('Enter', more))).toEqual([]);
  }
});

test('NoKeyMeansTwoThings', () => {
  const clusters = Array.from({ length: 12 }, (_, at) => `c${at}`);
  const keys = actionsOf({ ...STANDING, clusters }, verbs).flatMap((action) =>
    action.keys.map((key) => JSON.stringify(key)),
  );
  expect(new Set(keys).size).toBe(keys.length);
});

test('AHeldKeyDoesNotPressAControlAgain', () => {
  expect(pressesAgain(press('Enter', { repeat: true }), 'control')).toBe(true);
  expect(pressesAgain(press('Space', { repeat: true }), 'control')).toBe(true);
  expect(pressesAgain(press('Enter'), 'control')).toBe(false);
  expect(pressesAgain(press('ArrowLeft', { repeat: true }), 'control')).toBe(false);
  expect(pressesAgain(press('Enter', { repeat: true }), 'text')).toBe(false);
});

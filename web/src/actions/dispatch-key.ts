import type { Action, Key } from './action';

/** Where the focus is: on the photo (or nowhere), in a field that takes text, or on any other control. */
export type Focus = 'photo' | 'text' | 'control';

/** Of a KeyboardEvent, what decides. */
export type Press = Pick<
  KeyboardEvent,
  'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing' | 'defaultPrevented'
>;

const TEXT_INPUTS = new Set(['text', 'search', 'number', 'email', 'url', 'password', 'tel', 'date', 'time']);

export function focusOf(element: Element | null): Focus {
  if (!element || element === document.body || element === document.documentElement) return 'photo';
  if (element.closest('[data-photo]') === element) return 'photo';
  if (element instanceof HTMLInputElement) return TEXT_INPUTS.has(element.type) ? 'text' : 'control';
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return 'text';
  if (element instanceof HTMLElement && element.isContentEditable) return 'text';
  return 'control';
}

const PRESSES = new Set(['Enter', 'NumpadEnter', 'Space']);

/** A held key that would press the focused control again and again. */
export function pressesAgain(press: Press, focus: Focus): boolean {
  return press.repeat && focus === 'control' && PRESSES.has(press.code);
}

function isPressed(key: Key, press: Press): boolean {
  return (
    key.code === press.code &&
    (key.control ?? false) === (press.ctrlKey || press.metaKey) &&
    (key.shift ?? false) === press.shiftKey &&
    !press.altKey
  );
}

/**
 * The action that a key press means, null for none: then the key is the focused control's alone. A held key never
 * decides twice, and no key decides while a control has the focus. Esc closes from everywhere.
 */
export function actionFor(press: Press, focus: Focus, actions: readonly Action[]): Action | null {
  if (press.defaultPrevented || press.isComposing || press.repeat) return null;
  const action = actions.find((each) => each.keys.some((key) => isPressed(key, press)));
  if (!action) return null;
  if (action.id === 'close') return action;
  if (focus === 'text' || (focus === 'control' && action.decides)) return null;
  return action;
}

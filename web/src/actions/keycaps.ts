import type { Key } from './action';

const CAPS: Readonly<Record<string, string>> = {
  Slash: '/',
  Backslash: '\\',
  Delete: 'Del',
  Escape: 'Esc',
  Space: 'Space',
  Enter: 'Enter',
};

/** What is printed on the key of an English keyboard. */
export function capOf(key: Key): string {
  if (key.code === 'Slash' && key.shift) return '?';
  const cap = CAPS[key.code] ?? key.code.replace(/^(Key|Digit|Numpad)/, '');
  return [key.control ? 'Ctrl' : '', key.shift ? 'Shift' : '', cap].filter(Boolean).join('-');
}

/** For `aria-keyshortcuts`. */
export function shortcutOf(keys: readonly Key[]): string {
  return keys
    .filter((key) => !key.code.startsWith('Numpad'))
    .map((key) =>
      capOf(key).replace('Ctrl', 'Control').replace('Del', 'Delete').replace('Esc', 'Escape').replaceAll('-', '+'),
    )
    .join(' ');
}

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

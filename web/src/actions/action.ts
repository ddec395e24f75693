import type { Label } from '../lib/i18n';

/** A key by its position on the keyboard, so that it works with any layout. */
export interface Key {
  code: string; // KeyboardEvent.code
  control?: boolean; // Ctrl, or Cmd
  shift?: boolean;
}

/** One thing a person can do. Buttons, keys and tests run the same object. */
export interface Action {
  id: string;
  label: Label;
  keys: readonly Key[];
  decides: boolean; // about a photo: its keys work only while the focus is on the photo or nowhere
  enabled: boolean;
  run(): void;
}

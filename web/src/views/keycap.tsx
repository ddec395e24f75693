import { capOf } from '../actions/keycaps';
import type { Key } from '../actions/action';
import { classes } from './classes';

/** A key as it looks on the keyboard. Read aloud by `aria-keyshortcuts` of what it does, not by itself. */
export function Keycap({ of, className }: { of: Key; className?: string }) {
  return (
    <kbd className={classes('keycap', className)} aria-hidden="true">
      {capOf(of)}
    </kbd>
  );
}

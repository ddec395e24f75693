import type { FileMode, Layout } from '../engine/protocol.gen';
import type { MessageKey } from '../lib/i18n';

export const LAYOUT_NAMES: Record<Layout, MessageKey> = {
  beside: 'layout.beside',
  root: 'layout.root',
  root_above: 'layout.root_above',
};

export const FILE_MODE_NAMES: Record<FileMode, MessageKey> = {
  move: 'files.move',
  at_end: 'files.at_end',
  copy: 'files.copy',
  none: 'files.none',
};

/** What a decision then does. */
export const FILE_MODE_MEANING: Record<FileMode, MessageKey> = {
  move: 'files.move_means',
  at_end: 'files.at_end_means',
  copy: 'files.copy_means',
  none: 'files.none_means',
};

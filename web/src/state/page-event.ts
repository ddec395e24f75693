import type { Snapshot } from '../engine/engine';
import type { PhotoRow } from '../engine/protocol.gen';
import type { Label } from '../lib/i18n';
import type { Preferences } from '../lib/preferences';
import type { Decision, PageState, Panel, Question, Trouble } from './page-state';

/** All that changes the page: what the engine says, and what a person wants. */
export type PageEvent =
  | { kind: 'snapshot'; snapshot: Snapshot }
  | { kind: 'queue_read'; rows: readonly PhotoRow[]; settled: readonly number[] }
  | { kind: 'gone'; places: readonly string[] } // in the queue no more, or not to be shown
  | { kind: 'rows_read'; rows: readonly PhotoRow[] } // of photos that are shown but not in the window
  | { kind: 'question'; question: Question }
  | { kind: 'painted'; place: string }
  | { kind: 'armed'; place: string }
  | { kind: 'picture_failed'; place: string }
  | { kind: 'picture_retried'; place: string }
  | { kind: 'decided'; decision: Decision }
  | { kind: 'sent_again'; decision: Decision } // without moving on
  | { kind: 'answered'; id: number }
  | { kind: 'came_back'; decisions: readonly Decision[]; rows: readonly PhotoRow[]; trouble: Trouble }
  | { kind: 'brought_back'; rows: readonly PhotoRow[] }
  | { kind: 'undo_shown' }
  | { kind: 'trouble'; trouble: Trouble | null }
  | { kind: 'said'; label: Label }
  | { kind: 'nudged' }
  | { kind: 'done_seen' }
  | { kind: 'room'; room: PageState['room']; at?: number }
  | { kind: 'panel'; panel: Panel | null }
  | { kind: 'naming'; naming: boolean }
  | { kind: 'looking'; looking: boolean }
  | { kind: 'layout_asked'; photo: PhotoRow; cluster: string }
  | { kind: 'layout_answered' }
  | { kind: 'preferences'; preferences: Partial<Preferences> };

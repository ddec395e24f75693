import { NOTHING_YET, type Snapshot } from '../engine/engine';
import type { PhotoRow, SuggestionRow } from '../engine/protocol.gen';
import type { Label } from '../lib/i18n';
import type { Preferences } from '../lib/preferences';

/** What lies beside the photo, at most one; none of them takes the keys away. */
export type Panel = 'menu' | 'counts' | 'not_shown' | 'background' | 'auto' | 'folders' | 'keys' | 'layout' | 'files';

/** A decision that was sent and is not answered: its photo is no longer shown. */
export interface Decision {
  id: number;
  kind: 'assign' | 'skip' | 'trash';
  photo: PhotoRow;
  cluster: string; // '' but for assign
  answered: boolean; // hidden until the queue is read again
}

/** What stands in the amber strip: a cause, and what to do about it. */
export interface Trouble {
  cause: Label;
  detail: string; // in the core's words, '' for none
  again: readonly Decision[]; // to be tried again; empty: there is only "all right"
  failed: number; // photos of one run that were not moved, 0 when it is not about so many
  disagrees: boolean; // log and folder: to be answered before anything else is done
}

/** How far the photo in question is seen: nothing is decided about what is not. */
export type Seen = 'no' | 'painted' | 'armed' | 'failed';

/** The suggestion for the photo in question, frozen from the moment it is shown. `row` null: there is none. */
export interface Question {
  place: string;
  row: SuggestionRow | null;
}

/**
 * The whole state of the page. What it knows of photos is the window around the one in question: never more than
 * `WINDOW` rows of the queue, the few that came back, and those under way.
 */
export interface PageState {
  snapshot: Snapshot;
  preferences: Preferences;
  room: 'sort' | 'history';
  historyAt: number; // the step at which the History was opened, 0 for none
  panel: Panel | null;
  naming: boolean;
  looking: boolean;
  layoutFor: { photo: PhotoRow; cluster: string } | null;

  window: readonly PhotoRow[]; // the first rows of the queue, as last read
  read: boolean; // the queue was read at least once
  front: readonly PhotoRow[]; // came back by an undo or a failure: asked before the queue
  current: PhotoRow | null;
  seen: Seen;
  question: Question | null; // null: asked, not answered
  underWay: readonly Decision[];
  sent: number; // decisions of this page, ever
  undoShown: boolean; // this page has said or done what an undo takes back

  trouble: Trouble | null;
  nudges: number; // early keys: the keycap moves a little
  said: { id: number; label: Label } | null; // the newest effect, for those who listen
  done: { id: number; photos: number } | null; // the work in the background has just ended
}

export const WINDOW = 24;
export const MOST_UNDER_WAY = 50;

export function firstState(preferences: Preferences): PageState {
  return {
    snapshot: NOTHING_YET,
    preferences,
    room: 'sort',
    historyAt: 0,
    panel: null,
    naming: false,
    looking: false,
    layoutFor: null,
    window: [],
    read: false,
    front: [],
    current: null,
    seen: 'no',
    question: null,
    underWay: [],
    sent: 0,
    undoShown: false,
    trouble: null,
    nudges: 0,
    said: null,
    done: null,
  };
}

/** What will be asked after the photo in question, in order. */
export function upcoming(state: Pick<PageState, 'window' | 'front' | 'current' | 'underWay'>): PhotoRow[] {
  const hidden = new Set(state.underWay.map((decision) => decision.photo.place));
  if (state.current) hidden.add(state.current.place);
  const rows: PhotoRow[] = [];
  for (const row of [...state.front, ...state.window]) {
    if (hidden.has(row.place)) continue;
    hidden.add(row.place);
    rows.push(row);
  }
  return rows;
}

/** Decisions that are not answered yet. */
export function saving(state: Pick<PageState, 'underWay'>): number {
  return state.underWay.reduce((count, decision) => count + (decision.answered ? 0 : 1), 0);
}

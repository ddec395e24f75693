import type { Snapshot } from '../engine/engine';
import { contentOf } from '../engine/preview-url';
import type { PhotoRow } from '../engine/protocol.gen';
import type { PageEvent } from './page-event';
import { firstState, upcoming, type PageState, type Question } from './page-state';
import { reduceFrame } from './reduce-frame';

/** With the photo in question; a new one is not seen yet and its suggestion is still to be asked. What is being typed
 * stays while there is a photo: only a key closes the field. */
function asking(state: PageState, current: PhotoRow | null): PageState {
  if (current !== null && current.place === state.current?.place) return withRow(state, current);
  return { ...state, current, seen: 'no', question: null, looking: false, naming: state.naming && current !== null };
}

/** With a newer row of a photo, wherever it stands. Other content of the one in question has to be seen anew. */
function withRow(state: PageState, row: PhotoRow): PageState {
  const front = state.front.map((before) => (before.place === row.place ? row : before));
  if (row.place !== state.current?.place) return { ...state, front };
  if (contentOf(row) === contentOf(state.current)) return { ...state, front, current: row };
  const question = state.question?.row ? null : state.question;
  return { ...state, front, current: row, seen: 'no', question, looking: false };
}

/** Goes on to the next photo, at once. */
function next(state: PageState): PageState {
  return asking(state, upcoming(state)[0] ?? null);
}

const notOf = (rows: readonly PhotoRow[], place: string) => rows.filter((row) => row.place !== place);

/** A suggestion is frozen while its folder exists and suggestions are wanted. */
function isStillOffered({ question }: PageState, { overview }: Snapshot): boolean {
  if (!question?.row || !overview) return true;
  const { cluster } = question.row.best;
  return !overview.manual_only && overview.clusters.some((row) => row.name === cluster);
}

/** With another question, or none: Enter is meant anew. */
function withQuestion(state: PageState, question: Question | null): PageState {
  const same = question?.row?.best.cluster === state.question?.row?.best.cluster;
  return { ...state, question, seen: state.seen === 'armed' && !same ? 'painted' : state.seen };
}

/** A screen without the photo: it is painted again after it. */
function isOutOfSight({ connection }: Snapshot): boolean {
  return connection.kind === 'refused' || connection.kind === 'other_version' || connection.kind === 'broken';
}

/** What belongs to the page, not to a folder. */
function withoutFolder({ preferences, sent, nudges }: PageState): PageState {
  return { ...firstState(preferences), sent, nudges };
}

function takeSnapshot(was: PageState, snapshot: Snapshot): PageState {
  const before = snapshot.offers ? withoutFolder(was) : was;
  const state = isStillOffered(before, snapshot) ? before : withQuestion(before, null);
  const wasWorking = before.snapshot.embedding?.finished === false;
  const after = snapshot.embedding;
  const ended = wasWorking && after?.finished === true && !after.error;
  return {
    ...state,
    snapshot,
    ...(isOutOfSight(snapshot) ? { seen: 'no', looking: false } : {}),
    done: ended ? { id: snapshot.revision, photos: after.total } : state.done,
  };
}

/** The newest rows; the photo in question stays, for it is frozen until its decision. */
function takeQueue(state: PageState, rows: readonly PhotoRow[], settled: readonly number[]): PageState {
  const read = {
    ...state,
    window: rows,
    read: true,
    underWay: state.underWay.filter((decision) => !settled.includes(decision.id)),
  };
  if (read.current === null) return next(read);
  const fresh = rows.find((row) => row.place === read.current?.place);
  return fresh ? withRow(read, fresh) : read;
}

/** Without photos that were decided elsewhere; what was to be tried again with them is done. */
function without(state: PageState, gone: readonly string[]): PageState {
  const stays = ({ place }: PhotoRow) => !gone.includes(place);
  const again = state.trouble?.again.filter((decision) => stays(decision.photo)) ?? [];
  const isSettled = again.length === 0 && (state.trouble?.again.length ?? 0) > 0;
  const rest: PageState = {
    ...state,
    window: state.window.filter(stays),
    front: state.front.filter(stays),
    trouble: state.trouble && !isSettled ? { ...state.trouble, again } : null,
  };
  return rest.current && !stays(rest.current) ? next(rest) : rest;
}

function sawMore(state: PageState, event: { kind: 'painted' | 'armed' | 'picture_failed'; place: string }): PageState {
  if (event.place !== state.current?.place) return state;
  switch (event.kind) {
    case 'painted':
      return { ...state, seen: 'painted' };
    case 'armed':
      return state.seen === 'painted' ? { ...state, seen: 'armed' } : state;
    case 'picture_failed':
      return { ...state, seen: 'failed' };
  }
}

function comeBack(state: PageState, event: Extract<PageEvent, { kind: 'came_back' }>): PageState {
  const ids = new Set(event.decisions.map((decision) => decision.id));
  const back = {
    ...state,
    underWay: state.underWay.filter((decision) => !ids.has(decision.id)),
    front: [...event.rows, ...state.front.filter((row) => !event.rows.some((again) => again.place === row.place))],
    trouble: event.trouble,
  };
  return back.current === null ? next(back) : back;
}

/** What an undo brought back is asked at once; what was on screen comes after it. While a folder is being named or a
 * layout chosen for that, it stays and what was brought back is next. */
function bringBack(state: PageState, rows: readonly PhotoRow[]): PageState {
  const { current } = state;
  const [first, ...others] = rows;
  if (!first) return state;
  const stays = current !== null && (state.naming || state.layoutFor !== null);
  const rest = stays ? rows : [...others, ...(current && current.place !== first.place ? [current] : [])];
  const places = new Set([...rows, ...rest].map((row) => row.place));
  const back: PageState = {
    ...state,
    front: [...rest, ...state.front.filter((row) => !places.has(row.place))],
    underWay: state.underWay.filter((decision) => !(decision.answered && places.has(decision.photo.place))),
  };
  return stays ? back : asking(back, first);
}

/** The page's one reducer. Pure: the same state and event give the same state. */
export function reduce(state: PageState, event: PageEvent): PageState {
  switch (event.kind) {
    case 'snapshot':
      return takeSnapshot(state, event.snapshot);
    case 'queue_read':
      return takeQueue(state, event.rows, event.settled);
    case 'gone':
      return without(state, event.places);
    case 'rows_read':
      return event.rows.reduce(withRow, state);
    case 'question':
      return event.question.place === state.current?.place ? withQuestion(state, event.question) : state;
    case 'painted':
    case 'armed':
    case 'picture_failed':
      return sawMore(state, event);
    case 'picture_retried':
      return event.place === state.current?.place ? { ...state, seen: 'no' } : state;
    case 'decided':
      return next({
        ...state,
        front: notOf(state.front, event.decision.photo.place),
        underWay: [...state.underWay, event.decision],
        sent: state.sent + 1,
        undoShown: true,
        naming: false,
        trouble: null,
      });
    case 'sent_again':
      return {
        ...state,
        front: notOf(state.front, event.decision.photo.place),
        underWay: [...state.underWay, event.decision],
      };
    case 'answered':
      return {
        ...state,
        underWay: state.underWay.map((each) => (each.id === event.id ? { ...each, answered: true } : each)),
        trouble: state.trouble?.cause.key === 'trouble.busy' ? null : state.trouble,
      };
    case 'came_back':
      return comeBack(state, event);
    case 'brought_back':
      return bringBack(state, event.rows);
    default:
      return reduceFrame(state, event);
  }
}

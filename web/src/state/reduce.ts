import type { Snapshot } from '../engine/engine';
import type { PhotoRow } from '../engine/protocol.gen';
import type { PageEvent } from './page-event';
import { upcoming, type PageState } from './page-state';
import { reduceFrame } from './reduce-frame';

/** With the photo in question; a new one is not seen yet and its suggestion is still to be asked. */
function asking(state: PageState, current: PhotoRow | null): PageState {
  if (current?.place === state.current?.place && current !== null) return { ...state, current };
  return { ...state, current, seen: 'no', question: null, naming: false };
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

function takeSnapshot(state: PageState, snapshot: Snapshot): PageState {
  const before = state.snapshot.embedding;
  const after = snapshot.embedding;
  const ended = before !== null && !before.finished && after?.finished === true && !after.error;
  return {
    ...state,
    snapshot,
    question: isStillOffered(state, snapshot) ? state.question : null,
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
  return fresh ? { ...read, current: fresh } : read;
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

/** What an undo brought back is asked at once; what was on screen comes after it. */
function bringBack(state: PageState, rows: readonly PhotoRow[]): PageState {
  const first = rows[0];
  if (!first) return state;
  const rest = [...rows.slice(1), ...(state.current && state.current.place !== first.place ? [state.current] : [])];
  const places = new Set([first, ...rest].map((row) => row.place));
  const front = [...rest, ...state.front.filter((row) => !places.has(row.place))];
  const underWay = state.underWay.filter((decision) => !(decision.answered && decision.photo.place === first.place));
  return asking({ ...state, front, underWay }, first);
}

/** The page's one reducer. Pure: the same state and event give the same state. */
export function reduce(state: PageState, event: PageEvent): PageState {
  switch (event.kind) {
    case 'snapshot':
      return takeSnapshot(state, event.snapshot);
    case 'queue_read':
      return takeQueue(state, event.rows, event.settled);
    case 'current_gone':
      if (state.current?.place !== event.place) return state;
      return next({ ...state, window: notOf(state.window, event.place), front: notOf(state.front, event.place) });
    case 'front_kept':
      return { ...state, front: state.front.filter((row) => event.places.includes(row.place)) };
    case 'question':
      return event.question.place === state.current?.place ? { ...state, question: event.question } : state;
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
      };
    case 'came_back':
      return comeBack(state, event);
    case 'brought_back':
      return bringBack(state, event.rows);
    default:
      return reduceFrame(state, event);
  }
}

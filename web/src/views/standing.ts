import type { Standing } from '../actions/actions';
import { saving, type PageState } from '../state/page-state';

const isSeen = (state: PageState) => state.seen === 'painted' || state.seen === 'armed';

/** The page's state as the actions see it. */
export function standingOf(state: PageState): Standing {
  const { overview } = state.snapshot;
  const inQuestion = state.room === 'sort' && state.current !== null;
  return {
    photo: inQuestion && isSeen(state),
    armed: state.seen === 'armed',
    suggested: state.question?.row?.best.cluster ?? '',
    clusters: overview?.clusters.map((cluster) => cluster.name) ?? [],
    canUndo: (overview?.undo ?? 0) !== 0 || saving(state) > 0,
    canRedo: overview?.redo ?? false,
    canShuffle: (overview?.queue ?? 0) > 1,
    canAutoMove: overview !== null && !overview.manual_only,
    closable: state.panel !== null || state.naming || state.trouble !== null || state.room === 'history',
    inQuestion,
  };
}

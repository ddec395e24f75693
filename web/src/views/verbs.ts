import type { Verbs } from '../actions/actions';
import type { Desk } from '../state/desk';

/** What the actions do at this desk. */
export function verbsOf(desk: Desk): Verbs {
  const { store } = desk;
  return {
    assign: (cluster) => desk.assign(cluster),
    skip: () => desk.skip(),
    trash: () => desk.trash(),
    undo: () => void desk.undo(),
    redo: () => void desk.redo(),
    name: () => store.dispatch({ kind: 'naming', naming: true }),
    look: () => store.dispatch({ kind: 'looking', looking: true }),
    keys: () => desk.toggle('keys'),
    rail: () => store.dispatch({ kind: 'preferences', preferences: { rail: !store.get().preferences.rail } }),
    shuffle: () => void desk.ask({ shuffle: {} }, 'said.shuffled'),
    autoMove: () => desk.toggle('auto'),
    history: () => store.dispatch({ kind: 'room', room: 'history' }),
    sort: () => store.dispatch({ kind: 'room', room: 'sort' }),
    close: () => closeNearest(desk),
  };
}

/** Esc: the name field first, then the panel, the strip, and the History. */
function closeNearest({ store }: Desk): void {
  const { naming, panel, trouble } = store.get();
  if (naming) store.dispatch({ kind: 'naming', naming: false });
  else if (panel) store.dispatch({ kind: 'panel', panel: null });
  else if (trouble) store.dispatch({ kind: 'trouble', trouble: null });
  else store.dispatch({ kind: 'room', room: 'sort' });
}

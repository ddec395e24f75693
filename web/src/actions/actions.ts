import type { Action, Key } from './action';

/** How the page stands, as far as it decides what can be done now. */
export interface Standing {
  photo: boolean; // there is one in question, and it is painted
  armed: boolean; // for long enough that Enter is meant
  suggested: string; // the cluster that Enter would take, '' for none
  clusters: readonly string[]; // in the order of their keys
  canUndo: boolean;
  canRedo: boolean;
  canShuffle: boolean;
  canAutoMove: boolean;
  closable: boolean; // something that Esc closes
  inQuestion: boolean; // a photo is in question, painted or not
}

/** What the actions run. */
export interface Verbs {
  assign(cluster: string): void;
  skip(): void;
  trash(): void;
  undo(): void;
  redo(): void;
  name(): void;
  look(): void;
  keys(): void;
  rail(): void;
  shuffle(): void;
  autoMove(): void;
  history(): void;
  sort(): void;
  close(): void;
}

const key = (code: string, modifiers: Omit<Key, 'code'> = {}): Key => ({ code, ...modifiers });

/** The clusters that have a key: the first nine. */
export const BOUND_CLUSTERS = 9;

function assignments({ clusters, photo }: Standing, verbs: Verbs): Action[] {
  return clusters.map((cluster, index) => ({
    id: `assign-${index + 1}`,
    label: { key: 'action.assign', params: { cluster } },
    keys: index < BOUND_CLUSTERS ? [key(`Digit${index + 1}`), key(`Numpad${index + 1}`)] : [],
    decides: true,
    enabled: photo,
    run: () => verbs.assign(cluster),
  }));
}

function decisions(standing: Standing, verbs: Verbs): Action[] {
  const { suggested, photo, armed, canUndo, canRedo } = standing;
  return [
    {
      id: 'confirm',
      label: suggested ? { key: 'action.confirm', params: { cluster: suggested } } : { key: 'action.confirm_none' },
      keys: [key('Enter'), key('NumpadEnter')],
      decides: true,
      enabled: photo && armed && suggested !== '',
      run: () => verbs.assign(suggested),
    },
    ...assignments(standing, verbs),
    {
      id: 'skip',
      label: { key: 'action.skip' },
      keys: [key('Space'), key('KeyX')],
      decides: true,
      enabled: photo,
      run: verbs.skip,
    },
    {
      id: 'trash',
      label: { key: 'action.trash' },
      keys: [key('Delete')],
      decides: true,
      enabled: photo,
      run: verbs.trash,
    },
    {
      id: 'undo',
      label: { key: 'action.undo' },
      keys: [key('KeyZ', { control: true }), key('KeyU')],
      decides: true,
      enabled: canUndo,
      run: verbs.undo,
    },
    {
      id: 'redo',
      label: { key: 'action.redo' },
      keys: [key('KeyZ', { control: true, shift: true })],
      decides: true,
      enabled: canRedo,
      run: verbs.redo,
    },
  ];
}

function movements(standing: Standing, verbs: Verbs): Action[] {
  const plain = { decides: false, enabled: true };
  return [
    {
      ...plain,
      id: 'name',
      label: { key: 'action.name' },
      keys: [key('Slash')],
      enabled: standing.inQuestion,
      run: verbs.name,
    },
    {
      ...plain,
      id: 'look',
      label: { key: 'action.look' },
      keys: [key('KeyZ')],
      enabled: standing.inQuestion,
      run: verbs.look,
    },
    { ...plain, id: 'rail', label: { key: 'action.rail' }, keys: [key('Backslash')], run: verbs.rail },
    { ...plain, id: 'keys', label: { key: 'action.keys' }, keys: [key('Slash', { shift: true })], run: verbs.keys },
    {
      ...plain,
      id: 'close',
      label: { key: 'action.close' },
      keys: [key('Escape')],
      enabled: standing.closable,
      run: verbs.close,
    },
    { ...plain, id: 'sort', label: { key: 'room.sort' }, keys: [], run: verbs.sort },
    { ...plain, id: 'history', label: { key: 'room.history' }, keys: [], run: verbs.history },
    {
      ...plain,
      id: 'shuffle',
      label: { key: 'action.shuffle' },
      keys: [],
      enabled: standing.canShuffle,
      run: verbs.shuffle,
    },
    {
      ...plain,
      id: 'auto-move',
      label: { key: 'action.auto' },
      keys: [],
      enabled: standing.canAutoMove,
      run: verbs.autoMove,
    },
  ];
}

/** All that can be done at the page as it stands. */
export function actionsOf(standing: Standing, verbs: Verbs): Action[] {
  return [...decisions(standing, verbs), ...movements(standing, verbs)];
}

export function actionById(actions: readonly Action[], id: string): Action {
  const found = actions.find((action) => action.id === id);
  if (!found) throw new Error(`there is no action ${id}`);
  return found;
}

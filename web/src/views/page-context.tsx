import { createContext, useContext, useSyncExternalStore } from 'react';

import { actionById, actionsOf, type Verbs } from '../actions/actions';
import type { Action } from '../actions/action';
import type { Engine } from '../engine/engine';
import type { Desk } from '../state/desk';
import type { PageState } from '../state/page-state';
import type { Store } from '../state/store';
import { standingOf } from './standing';

/** What every view may use. Made once, before the first render. */
export interface Page {
  store: Store;
  desk: Desk;
  engine: Engine;
  verbs: Verbs;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('a view outside of a page');
  return page;
}

/** A part of the page's state. `select` gives a value that stays the same object while it means the same. */
export function usePageState<T>(select: (state: PageState) => T): T {
  const { store } = usePage();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** The actions as they stand this moment. */
export function actionsNow(page: Page): Action[] {
  return actionsOf(standingOf(page.store.get()), page.verbs);
}

/** Does an action if it can be done now; else the keycap of Enter moves a little. */
export function runAction(page: Page, action: Action): void {
  if (action.enabled) action.run();
  else if (action.decides) page.store.dispatch({ kind: 'nudged' });
}

/** The same for a button that knows its action by name. */
export function runById(page: Page, id: string): void {
  runAction(page, actionById(actionsNow(page), id));
}

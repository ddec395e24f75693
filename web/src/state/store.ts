import type { PageEvent } from './page-event';
import type { PageState } from './page-state';
import { reduce } from './reduce';

/** Holds the page's state; the reducer alone makes the next one. */
export interface Store {
  get(): PageState;
  dispatch(event: PageEvent): void;
  subscribe(listener: () => void): () => void;
}

export function createStore(first: PageState): Store {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch(event) {
      const next = reduce(state, event);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

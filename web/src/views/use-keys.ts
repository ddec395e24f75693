import { useEffect } from 'react';

import { actionFor, focusOf, pressesAgain } from '../actions/dispatch-key';
import { actionsNow, runAction, type Page } from './page-context';

/** Gives the focus back to the photo, where the keys decide. */
export function focusPhoto(): void {
  document.querySelector<HTMLElement>('[data-photo]')?.focus({ preventScroll: true });
}

const KEEPS_FOCUS = 'input:not([type=range], [type=checkbox], [type=radio]), textarea, select, summary';

/** The keys of the whole page, and what brings the focus back after a click on a control. */
export function useKeys(page: Page): void {
  useEffect(() => {
    const { store } = page;
    const press = (event: KeyboardEvent) => {
      const focus = focusOf(document.activeElement);
      if (pressesAgain(event, focus)) event.preventDefault();
      const action = actionFor(event, focus, actionsNow(page));
      if (!action) return;
      if (action.id === 'close' && !action.enabled) return;
      event.preventDefault();
      runAction(page, action);
      if (action.id === 'close') focusPhoto();
    };
    const stopLooking = () => store.dispatch({ kind: 'looking', looking: false });
    const release = (event: KeyboardEvent) => {
      if (event.code === 'KeyZ') stopLooking();
    };
    const clicked = (event: MouseEvent) => {
      const byPointer = event.detail > 0;
      if (byPointer && event.target instanceof Element && !event.target.closest(KEEPS_FOCUS)) {
        requestAnimationFrame(() => {
          if (!document.activeElement?.matches(KEEPS_FOCUS)) focusPhoto();
        });
      }
    };
    document.addEventListener('keydown', press);
    document.addEventListener('keyup', release);
    document.addEventListener('click', clicked);
    window.addEventListener('blur', stopLooking);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('keyup', release);
      document.removeEventListener('click', clicked);
      window.removeEventListener('blur', stopLooking);
    };
  }, [page]);
}

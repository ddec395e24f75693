import { useEffect, useId, useRef, type ReactNode } from 'react';

import { useText } from '../lib/text';
import { CloseIcon } from './icons';
import { usePage } from './page-context';
import { focusPhoto } from './use-keys';

/** What lies beside the photo. Takes no focus and no keys; Esc or the cross closes it. */
export function PanelFrame({ title, children }: { title: string; children: ReactNode }) {
  const { store } = usePage();
  const { t } = useText();
  const heading = useId();
  return (
    <section className="panel" aria-labelledby={heading}>
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t('action.close')}
          onClick={() => {
            store.dispatch({ kind: 'panel', panel: null });
            focusPhoto();
          }}
        >
          <CloseIcon />
        </button>
      </header>
      {/* It scrolls, so that it has to be reachable by keyboard. */}
      <div className="panel-body" tabIndex={0} role="group" aria-labelledby={heading}>
        {children}
      </div>
    </section>
  );
}

/** A small one under the header's right end: lies over the table, leaves when the person clicks elsewhere. */
export function Popover({ title, children }: { title: string; children: ReactNode }) {
  const { store } = usePage();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target;
      if (!(target instanceof Element) || box.current?.contains(target) || target.closest('[aria-expanded]')) return;
      store.dispatch({ kind: 'panel', panel: null });
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [store]);
  return (
    <section ref={box} className="popover" aria-label={title}>
      {children}
    </section>
  );
}

import { useEffect } from 'react';

import { useText } from '../lib/text';
import { usePage, usePageState } from './page-context';

const SHOWN_MS = 6000;

/** Says for a moment that the work in the background is done; in nobody's way. */
export function DoneNotice() {
  const { t } = useText();
  const { store } = usePage();
  const done = usePageState((state) => state.done);
  const wanted = usePageState((state) => state.preferences.notice);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => store.dispatch({ kind: 'done_seen' }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [done, store]);
  if (!done || !wanted) return null;
  return (
    <div className="done-notice" role="status">
      {t('background.seen', { count: done.photos })}
    </div>
  );
}

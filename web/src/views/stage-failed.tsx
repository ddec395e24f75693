import { useEffect, useRef } from 'react';

import type { PhotoRow } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { usePage, usePageState } from './page-context';

const RETRY_MS = 3000;

/** The picture did not come, and nothing is decided about it. It is asked for again by itself, or can be passed over. */
export function StageFailed({ photo }: { photo: PhotoRow }) {
  const { t } = useText();
  const { desk, store } = usePage();
  const retry = () => {
    const image = document.querySelector<HTMLImageElement>('.slide-top img');
    if (image) image.src = image.src;
    store.dispatch({ kind: 'picture_retried', place: photo.place });
  };
  const latest = useRef(retry);
  latest.current = retry;
  const connected = usePageState((state) => state.snapshot.connection.kind === 'open');
  const failed = usePageState((state) => state.seen === 'failed');
  useEffect(() => {
    if (!connected || !failed) return;
    const timer = setTimeout(() => latest.current(), RETRY_MS);
    return () => clearTimeout(timer);
  }, [connected, failed]);
  return (
    <div className="stage-failed">
      <p>{t('stage.failed')}</p>
      <div className="buttons">
        <button type="button" className="button" onClick={retry}>
          {t('action.again')}
        </button>
        <button type="button" className="button" onClick={() => desk.skip()}>
          {t('action.skip')}
        </button>
      </div>
    </div>
  );
}

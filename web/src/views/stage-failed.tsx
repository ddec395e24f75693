import { useEffect, useRef } from 'react';

import type { PhotoRow } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { usePage, usePageState } from './page-context';

/** The picture did not come, and nothing is decided about it; it can be asked for again, or passed over. */
export function StageFailed({ photo }: { photo: PhotoRow }) {
  const { t } = useText();
  const { desk, store } = usePage();
  const retry = () => {
    const image = document.querySelector<HTMLImageElement>('.slide-top img');
    if (image) image.src = image.src;
    store.dispatch({ kind: 'picture_retried', place: photo.place });
  };
  const connection = usePageState((state) => state.snapshot.connection.kind);
  const before = useRef(connection);
  useEffect(() => {
    if (before.current !== 'open' && connection === 'open') retry();
    before.current = connection;
  });
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

import { memo } from 'react';

import { useText } from '../lib/text';
import { upcoming, WINDOW } from '../state/page-state';
import { Thumb } from './thumb';
import { useList } from './use-list';

/** The next photos, in order. Only to be looked at: a photo is decided about when it is in question. */
export const Strip = memo(function Strip() {
  const { t } = useText();
  const rows = useList((state) => upcoming(state).slice(0, WINDOW));
  return (
    <ol className="strip" aria-label={t('strip.title')}>
      {rows.map((photo) => (
        <li key={photo.place}>
          <Thumb photo={photo} side={64} />
        </li>
      ))}
    </ol>
  );
});

import { memo, useState } from 'react';

import { contentOf } from '../engine/preview-url';
import type { PhotoRow } from '../engine/protocol.gen';
import { splitPlace } from '../lib/format';
import { classes } from './classes';
import { usePage } from './page-context';
import { isSamePicture } from './use-list';

export interface ThumbProps {
  photo: Pick<PhotoRow, 'place' | 'fingerprint' | 'mtime_ms' | 'size'>;
  side: number; // CSS pixels
  label?: string; // instead of the file's name; '' when the words stand beside it
  waits?: boolean; // not asked for yet, unless it was shown before
}

const shown = new Set<string>(); // addresses of pictures that the browser has at hand

/** A small picture in whole shape on a square. Its place is there before the picture is. */
export const Thumb = memo(ThumbPicture, isSameThumb);

function isSameThumb(a: ThumbProps, b: ThumbProps): boolean {
  return isSamePicture(a.photo, b.photo) && a.side === b.side && a.label === b.label && a.waits === b.waits;
}

function ThumbPicture({ photo, side, label, waits = false }: ThumbProps) {
  const { engine } = usePage();
  const [failed, setFailed] = useState(false);
  const [first, setFirst] = useState(photo);
  if (contentOf(first) !== contentOf(photo)) {
    setFirst(photo); // else the picture stays, whatever else is found out
    setFailed(false);
  }
  const [, name] = splitPlace(photo.place);
  const address = engine.previewUrl(first, 256);
  return (
    <span
      className={classes('thumb', failed && 'thumb-failed')}
      style={{ width: side, height: side }}
      title={photo.place}
    >
      {!failed && (!waits || shown.has(address)) && (
        <img
          src={address}
          alt={label ?? name}
          width={side}
          height={side}
          decoding="async"
          draggable={false}
          onLoad={() => shown.add(address)}
          onError={() => setFailed(true)}
        />
      )}
    </span>
  );
}

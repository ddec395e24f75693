import type { PreviewSize } from './engine';
import type { PhotoRow } from './protocol.gen';

/** Names what a picture shows: another text when the file was overwritten, the same when more is known about it. */
export function contentOf(photo: Pick<PhotoRow, 'place' | 'mtime_ms' | 'size'>): string {
  return `${photo.mtime_ms} ${photo.size} ${photo.place}`;
}

/** The address of a preview. Known content has an address that never changes what it shows; of a photo that nobody has
 * read yet the address changes with its size and time. */
export function previewUrl(
  photo: Pick<PhotoRow, 'place' | 'fingerprint' | 'mtime_ms' | 'size'>,
  size: PreviewSize,
): string {
  const place = `place=${encodeURIComponent(photo.place)}`;
  if (photo.fingerprint) return `/api/v1/previews/${photo.fingerprint}/${size}?${place}`;
  return `/api/v1/previews/-/${size}?${place}&seen=${photo.size}-${photo.mtime_ms}`;
}

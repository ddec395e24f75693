// Synthetic photos: each has a colour, a shape and a proportion of its own, so that one is told from another by eye.
import type { PhotoRow } from '../../../web/src/engine/protocol.gen';

const SHAPES: readonly [width: number, height: number][] = [
  [1600, 1067],
  [1067, 1600],
  [1600, 1200],
  [1600, 900],
  [1200, 1200],
  [2000, 700],
];

const FOLDERS = ['', '2023/Summer', '2023/Autumn in the mountains', '2024/May'];
const DAY_MS = 86_400_000;

export function fakePhoto(index: number, subfolders: boolean): PhotoRow {
  const folder = subfolders ? (FOLDERS[index % FOLDERS.length] ?? '') : '';
  const name = `IMG_${String(index).padStart(4, '0')}.jpg`;
  return {
    place: folder ? `${folder}/${name}` : name,
    fingerprint: index.toString(16).padStart(32, '0'),
    size: 4_000_000 + index,
    mtime_ms: Date.UTC(2024, 4, 1) + index * 60_000,
    ...(index % 5 === 4 ? {} : { taken_ms: Date.UTC(2023, 6, 14, 9, 30) + index * (DAY_MS / 7) }),
    ...(index % 7 === 3 ? { companions: [`IMG_${index}.xmp`] } : {}),
    membership: 'queue',
    decided: 0,
    vector: true,
    missing: false,
  };
}

/** The number that the name holds. */
export function indexOf(place: string): number {
  return Number(/(\d+)\.jpg$/.exec(place)?.[1] ?? 0);
}

/** A picture of the photo at any size, as an address that an <img> takes. */
export function fakePicture(place: string, side: number): string {
  const index = indexOf(place);
  const [width, height] = SHAPES[(index * 7) % SHAPES.length] ?? [1600, 1067];
  const hue = (index * 47) % 360;
  const scale = Math.min(1, side / Math.max(width, height));
  const sun = `<circle cx="${width * (0.2 + (index % 5) * 0.15)}" cy="${height * 0.3}" r="${height * 0.1}" fill="hsl(45 80% 75%)"/>`;
  const hill = (at: number, light: number) =>
    `<path d="M0 ${height * at} Q ${width * 0.3} ${height * (at - 0.3)} ${width * 0.55} ${height * at} T ${width} ${height * (at - 0.05)} V ${height} H 0Z" fill="hsl(${hue} 30% ${light}%)"/>`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="hsl(${(hue + 180) % 360} 35% 62%)"/>${sun}${hill(0.65, 42)}${hill(0.82, 28)}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** How many colours there are; the clusters after them begin again. */
export const COLOURS = 12;

/** The class that sets `--cluster` and `--on-cluster` below an element. */
export function colourClass(index: number): string {
  return index < 0 ? '' : `colour-${index % COLOURS}`;
}

/** A cluster's colour; beside its name and key, never alone. */
export function Swatch({ index }: { index: number }) {
  return <span className={`swatch ${colourClass(index)}`} aria-hidden="true" />;
}

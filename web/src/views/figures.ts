import type { Overview } from '../engine/protocol.gen';

/** Of the photos that a person can be asked about: how many have their place. */
export function processedOf(overview: Overview | null): { processed: number; total: number; share: number } {
  if (!overview) return { processed: 0, total: 0, share: 0 };
  const { manual, automatic, adopted, imported, trashed, queue } = overview;
  const processed = manual + automatic + adopted + imported + trashed;
  const total = processed + queue;
  return { processed, total, share: total === 0 ? 0 : processed / total };
}

import type { ClusterRow } from '../engine/protocol.gen';
import { usePageState } from './page-context';

const NONE: readonly ClusterRow[] = [];

/** The clusters in the order of their keys. */
export function useClusters(): readonly ClusterRow[] {
  return usePageState((state) => state.snapshot.overview?.clusters ?? NONE);
}

/** The number of a cluster in that order, from which its colour and key come; -1 for none. */
export function useClusterIndex(name: string): number {
  return usePageState((state) => state.snapshot.overview?.clusters.findIndex((row) => row.name === name) ?? -1);
}

import { findName, rankNames } from '../lib/rank-names';
import type { Choice } from './name-choices';
import { useClusters } from './use-clusters';

const MOST = 8;

/**
 * The folders that match what is typed, and a new one of that name at the end. `proposed` is what Enter takes: a folder
 * that begins with what is typed, else the new one, so that a name never goes to a folder that only contains it.
 */
export function useNameChoices(typed: string, isFaulty: boolean): { choices: readonly Choice[]; proposed: number } {
  const names = useClusters().map((cluster) => cluster.name);
  const ranked = rankNames(names, typed, MOST);
  const choices: Choice[] = ranked.map((match) => ({ ...match, index: names.indexOf(match.name) }));
  const isNew = typed.trim() !== '' && findName(names, typed) === undefined && !isFaulty;
  if (!isNew) return { choices, proposed: 0 };
  choices.push({ name: typed.trim(), at: 0, length: 0, index: -1 });
  return { choices, proposed: ranked[0]?.at === 0 ? 0 : choices.length - 1 };
}

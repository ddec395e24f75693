/** A name that matches what is typed, with where the match begins. */
export interface RankedName {
  name: string;
  at: number;
  length: number;
}

const WORD_START = /[\s_\-.,()&+]/;

function rankOf(name: string, wanted: string): [rank: number, at: number] | null {
  if (name === wanted) return [0, 0];
  if (name.startsWith(wanted)) return [1, 0];
  for (let at = name.indexOf(wanted); at > 0; at = name.indexOf(wanted, at + 1)) {
    if (WORD_START.test(name.charAt(at - 1))) return [2, at];
  }
  const at = name.indexOf(wanted);
  return at < 0 ? null : [3, at];
}

/**
 * The names that hold what is typed: first the one that is it, then those that begin with it, then those with a word that begins with it, then
 * the others; equals stay in their order. All of them when nothing is typed.
 */
export function rankNames(names: readonly string[], typed: string, most: number): RankedName[] {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted === '') return names.slice(0, most).map((name) => ({ name, at: 0, length: 0 }));
  const byRank: RankedName[][] = [[], [], [], []];
  for (const name of names) {
    const found = rankOf(name.toLocaleLowerCase(), wanted);
    if (found) byRank[found[0]]?.push({ name, at: found[1], length: wanted.length });
  }
  return byRank.flat().slice(0, most);
}

/** Whether one of the names is what is typed, up to case and white space around it. */
export function findName(names: readonly string[], typed: string): string | undefined {
  const wanted = typed.trim().toLocaleLowerCase();
  return names.find((name) => name.toLocaleLowerCase() === wanted);
}

/**
 * The known word that a mistyped one most likely meant, if one is near enough.
 *
 * @param word what was written
 * @param known what could have been meant
 * @returns the nearest one, of which a third of the letters may differ, at least one
 * @example
 * ```ts
 * import { nearest } from '@mortise/json';
 *
 * console.log(nearest('pulgins', ['main', 'plugins'])); // plugins
 * console.log(nearest('budget', ['main', 'plugins'])); // undefined
 * ```
 */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const allowed = Math.max(1, Math.floor(word.length / 3));
  return known
    .filter((candidate) => Math.abs(candidate.length - word.length) <= allowed)
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)[0]?.candidate;
};

/** How many letters must be put in, taken out, changed or swapped with the next one. */
const editDistance = (a: string, b: string): number => {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? before[j - 2]! + 1 : changed;
      next[j] = Math.min(changed, swapped, row[j]! + 1, next[j - 1]! + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
};

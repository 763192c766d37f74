/**
 * A value as it would stand in JSON, short enough for one line of an error.
 *
 * @param value any JSON value
 * @param limit the longest result, in characters
 */
export const preview = (value: unknown, limit = 60): string => {
  if (value !== null && typeof value === 'object') {
    if (Array.isArray(value)) return value.length === 0 ? '[]' : `a list of ${value.length}`;
    return Object.keys(value).length === 0 ? '{}' : 'an object';
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
};

/**
 * The words of a list, quoted as in JSON: `"a", "b" or "c"`.
 *
 * @param values JSON values
 */
export const alternatives = (values: readonly unknown[]): string => {
  const words = values.map((value) => JSON.stringify(value));
  return words.length < 2 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
};

/**
 * The known word that a mistyped one most likely meant, if one is near enough.
 *
 * @param word what was written
 * @param known what could have been meant
 */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.candidate : undefined;
};

const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

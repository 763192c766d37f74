/**
 * The names that share most words with one that is not among them.
 *
 * @param name a sentence
 * @param known the sentences that there are
 * @returns the nearest first, three at most; none where little is shared
 */
export const nearNames = (name: string, known: readonly string[]): string[] => {
  const words = wordsOf(name);
  const ranked = known.map((one) => {
    const own = wordsOf(one);
    const shared = [...own].filter((word) => words.has(word)).length;
    return { one, likeness: (2 * shared) / (own.size + words.size) };
  });
  const near = ranked.filter(({ likeness }) => likeness > 0.4).sort((a, b) => b.likeness - a.likeness);
  return near.slice(0, 3).map(({ one }) => one);
};

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

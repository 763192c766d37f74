/** Puts the keys into a new map, unless they are there. */
export function fillMap(keys: readonly string[]): Map<string, object> {
  const map = new Map<string, object>();
  for (const key of keys) if (!map.has(key)) map.set(key, map);
  return map;
}

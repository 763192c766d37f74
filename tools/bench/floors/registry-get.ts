/** A map of promises with the keys of a catalog's providers. */
export function createMap(keys: readonly string[]): Map<string, Promise<object>> {
  return new Map(keys.map((key) => [key, Promise.resolve({ key })]));
}

/** Looks every key up and puts what it finds into `found`. */
export function getAll(map: ReadonlyMap<string, unknown>, keys: readonly string[], found: unknown[]): void {
  for (let index = 0; index < keys.length; index += 1) found[index] = map.get(keys[index] as string);
}

/** Looks every key up, one after the other, and puts what the promises hold into `found`. */
export async function awaitAll(
  map: ReadonlyMap<string, unknown>,
  keys: readonly string[],
  found: unknown[],
): Promise<void> {
  for (let index = 0; index < keys.length; index += 1) found[index] = await map.get(keys[index] as string);
}

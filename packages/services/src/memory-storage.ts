import type { ServiceFactory } from '@mortise/core';
import type { Storage } from './storage.contract.ts';
import { checkGrant, checkKey, copyValue, keysOfList } from './storage-rules.ts';

/** What one plugin keeps. */
interface Kept {
  /** In the order of their places. */
  readonly values: Map<string, { readonly value: Uint8Array; readonly place: number }>;
  /** That of the newest key. */
  last: number;
}

/**
 * Makes the service behind `mortise:storage@1` in memory: for tests, and for plugins whose data may
 * end with the process. A plugin that is activated again finds its keys again.
 *
 * @returns a storage for each plugin, for a registry's `services`; throws `unsupported_grant` for a
 *   plugin that asks for another scope than its own keys
 * @example
 * ```ts
 * import { createMemoryStorage } from '@mortise/services';
 *
 * const storage = createMemoryStorage();
 * const ofPlugin = await storage({ id: 'demo.greeter', version: '1.0.0' });
 * await ofPlugin.set('greeted/ada', new Uint8Array([1]));
 * console.log(await ofPlugin.get('greeted/ada')); // Uint8Array(1) [ 1 ]
 * ```
 */
export const createMemoryStorage = (): ServiceFactory<Storage> => {
  const keptOf = new Map<string, Kept>();
  return (user) => {
    checkGrant(user);
    const kept: Kept = keptOf.get(user.id) ?? { values: new Map(), last: 0 };
    keptOf.set(user.id, kept);
    const { values } = kept;
    // Copies are made one after the other, each when the one before it has gone its way: a plugin that asks for a
    // large value many times in one turn would have the host hold as many copies at once.
    let copied = Promise.resolve();
    return {
      get: async (key) => {
        checkKey(user, key);
        const found = values.get(key);
        if (!found) return undefined;
        const copy = copied.then(() => new Uint8Array(found.value));
        // Where there is no memory for a copy, that is its caller's affair only.
        copied = copy.then(nothing, nothing);
        return copy;
      },
      set: async (key, value) => {
        checkKey(user, key);
        const copy = copyValue(user, key, value);
        values.set(key, { value: copy, place: values.get(key)?.place ?? ++kept.last });
      },
      delete: async (key) => {
        checkKey(user, key);
        values.delete(key);
      },
      list: async function* (prefix = '') {
        // Else a plugin that sets a key for each key that it reads would never come to an end.
        const end = kept.last;
        let after = 0;
        for (let most = keysOfList.first; ; most = Math.min(2 * most, keysOfList.most)) {
          // Not the map's own iterator: as long as that is held, engines keep what is deleted meanwhile.
          const keys: string[] = [];
          for (const [key, { place }] of values) {
            if (place > end || keys.length === most) break;
            if (place <= after || !key.startsWith(prefix)) continue;
            keys.push(key);
            after = place;
          }
          yield* keys;
          if (keys.length < most) return;
        }
      },
    };
  };
};

const nothing = (): void => {};

import type { ServiceFactory } from '@mortise/core';
import type { Storage } from './storage.contract.ts';
import { checkGrant, checkKey, copyValue } from './storage-rules.ts';

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
  const valuesOf = new Map<string, Map<string, Uint8Array>>();
  return (user) => {
    checkGrant(user);
    const values = valuesOf.get(user.id) ?? new Map<string, Uint8Array>();
    valuesOf.set(user.id, values);
    return {
      get: async (key) => {
        checkKey(user, key);
        const value = values.get(key);
        return value && new Uint8Array(value);
      },
      set: async (key, value) => {
        checkKey(user, key);
        values.set(key, copyValue(user, key, value));
      },
      delete: async (key) => {
        checkKey(user, key);
        values.delete(key);
      },
      list: async function* (prefix = '') {
        // Of a copy: a plugin that sets a key for each key that it reads would never come to an end.
        for (const key of [...values.keys()]) if (key.startsWith(prefix)) yield key;
      },
    };
  };
};

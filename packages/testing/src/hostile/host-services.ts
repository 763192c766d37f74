import type { ServiceUser } from '@mortise/core';
import { createLog, createMemoryStorage, type Storage } from '@mortise/services';
import type { Witness } from './witness.contract.ts';

/** The services of the attacked host, and what plugins did with them. */
export interface HostServices {
  readonly services: Readonly<Record<string, unknown>>;
  /** What a plugin got hold of, or brought about. Each as a clause. */
  readonly faults: ReadonlySet<string>;
}

const linesShown = 20;
const mostStored = 16 * 1024 * 1024;

/**
 * Makes them. Log entries go to the standard error stream, as those of a product would.
 *
 * @param secrets what a plugin must not see
 */
export const createHostServices = (secrets: readonly string[]): HostServices => {
  const faults = new Set<string>();
  let lines = 0;
  const write = (line: string): void => {
    lines += 1;
    if (lines <= linesShown) process.stderr.write(line);
  };
  const witness: Witness = {
    saw: async (what, value) => {
      if (secrets.some((secret) => value.includes(secret))) faults.add(`the plugin saw a secret: ${what}`);
    },
    did: async (what) => {
      faults.add(`the plugin ${what}`);
    },
  };
  return { services: { log: createLog({ write }), storage: boundedStorage(), witness }, faults };
};

/** A storage that is full at some time, as every storage is. */
const boundedStorage = () => {
  const storage = createMemoryStorage();
  return async (user: ServiceUser): Promise<Storage> => {
    const ofPlugin = await storage(user);
    let stored = 0;
    const set: Storage['set'] = async (key, value) => {
      if (stored + value.length > mostStored)
        throw Object.assign(new Error('Full'), { code: 'storage_full' });
      stored += value.length;
      await ofPlugin.set(key, value);
    };
    return { ...ofPlugin, set };
  };
};

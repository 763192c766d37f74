import { Deno, type Environment } from './deno-api.ts';

/**
 * Gives a plugin an environment of its own, empty at first, where it may not have the process's: code reads variables
 * to learn whether it has some, as `process.env` lets it in every other isolation, and Deno throws. What `--allow-env`
 * permits stays the process's, of which Deno itself knows nothing else.
 */
export const ownEnvironment = (): void => {
  const { env, permissions } = Deno;
  // As they are before a plugin can change them, and so that it does not get hold of them.
  const { get, has, set, delete: remove, toObject } = env;
  const own = new Map<string, string>();
  const isPermitted = (variable?: string): boolean =>
    permissions.querySync({ name: 'env', ...(variable ? { variable } : {}) }).state === 'granted';
  const replaced: Environment = {
    get: (name) => (isPermitted(name) ? get(name) : own.get(`${name}`)),
    has: (name) => (isPermitted(name) ? has(name) : own.has(`${name}`)),
    set: (name, value) => (isPermitted(name) ? set(name, value) : void own.set(`${name}`, `${value}`)),
    delete: (name) => (isPermitted(name) ? remove(name) : void own.delete(`${name}`)),
    toObject: () => (isPermitted() ? toObject() : Object.fromEntries(own)),
  };
  Object.assign(env, replaced);
};

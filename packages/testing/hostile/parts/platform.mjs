// What there is outside of the language, by every route that a plugin might know.

export const { Deno } = globalThis;

/** Where the plugin runs: `node`, `deno`, or neither of the two. */
export const platform = Deno ? 'deno' : globalThis.process?.versions?.node ? 'node' : 'other';

/**
 * A module of Node, or `undefined` where none of the routes leads to it.
 *
 * @param name such as `node:fs`
 */
export const builtin = async (name) => {
  const { process } = globalThis;
  const routes = [
    () => process.getBuiltinModule(name),
    () => import(name),
    () => globalThis.require(name),
    async () => (await import('node:module')).createRequire('file:///')(name),
    () => process.mainModule.require(name),
    () => (() => {}).constructor('name', 'return import(name)')(name),
  ];
  for (const route of routes) {
    const found = await tried(route);
    if (found) return found.default ?? found;
  }
  return undefined;
};

/** What a route leads to; `undefined` where it is closed. */
export const tried = async (route) => {
  try {
    return await route();
  } catch {
    return undefined;
  }
};

/** Goes all routes; whether any of them was open. */
export const anyOf = async (...routes) => {
  let open = false;
  for (const route of routes) if ((await tried(route)) !== undefined) open = true;
  return open;
};

/** A turn of the event loop, wherever timers are missing too. */
export const turn = (milliseconds = 0) =>
  new Promise((resolve) =>
    globalThis.setTimeout ? setTimeout(resolve, milliseconds) : Promise.resolve().then(resolve),
  );

/** Keeps everything else from running for a while, without a timer. */
export const block = (milliseconds) => {
  for (const end = Date.now() + milliseconds; Date.now() < end; );
};

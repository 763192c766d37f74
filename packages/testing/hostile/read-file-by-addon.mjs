// Machine code of the host's system, loaded into its process: what checks files in JavaScript is below it.
import { builtin, Deno, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const libraries = ['libc.so.6', 'libc.so', '/usr/lib/libSystem.dylib'];

const messageOf = (run) => {
  try {
    return String(run());
  } catch (error) {
    return String(error);
  }
};

export default target(({ witness }) => ({
  attack: async () => {
    const process = globalThis.process ?? (await builtin('node:process'));
    let isLoaded = false;
    for (const library of libraries) {
      const symbols = { getpid: { parameters: [], result: 'i32' } };
      const opened = await tried(() => Deno.dlopen(library, symbols));
      // It is loaded before it is found to be no addon.
      const said = await tried(() => messageOf(() => process.dlopen({ exports: {} }, library)));
      isLoaded ||= opened !== undefined || /self-register/.test(said);
    }
    if (isLoaded) await witness.did('loaded machine code');
    return isLoaded ? 'loaded' : nothing;
  },
}));

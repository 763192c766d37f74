// Where the host lies on its machine, by everything that might tell.
import { builtin, Deno, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    const process = globalThis.process ?? (await builtin('node:process'));
    const threads = await builtin('node:worker_threads');
    const found = [
      await tried(() => import.meta.url),
      await tried(() => import.meta.filename),
      await tried(() => process.argv.join(' ')),
      await tried(() => process.execArgv.join(' ')),
      await tried(() => process.execPath),
      await tried(() => process.cwd()),
      await tried(() => process.title),
      await tried(() => JSON.stringify(threads.workerData)),
      await tried(() => Deno.mainModule),
      await tried(() => Deno.execPath()),
      await tried(() => Deno.cwd()),
      await tried(() => Deno.args.join(' ')),
      await tried(() => globalThis.location.href),
      await tried(() => JSON.stringify(ctx.config) + JSON.stringify(ctx)),
      await tried(() => new Error('where').stack),
      await tried(() => ctx.storage.get(null).catch(({ message, stack }) => message + stack)),
    ].filter((value) => typeof value === 'string');
    for (const value of found) await ctx.witness.saw('host path', value);
    return found.length > 0 ? found.length : nothing;
  },
}));

// From every value that the host handed in to its realm's `Function`, and through that to its `process`.

import { tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    const values = [ctx, ...Object.values(ctx), ...Object.values(ctx.witness), ctx.log.info, globalThis];
    values.push(await tried(() => ctx.storage.get('nothing here')), ctx.storage.get('nor here'));
    let found = 0;
    for (const value of values) {
      for (
        let object = value, level = 0;
        object && level < 8;
        object = Object.getPrototypeOf(object), level += 1
      ) {
        const secret = await tried(
          () => object.constructor.constructor('return process')().env.MORTISE_HOSTILE_SECRET,
        );
        if (secret === undefined) continue;
        found += 1;
        await ctx.witness.saw('environment', secret);
      }
    }
    return found > 0 ? found : nothing;
  },
}));

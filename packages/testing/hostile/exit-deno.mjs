// `Deno.exit`.

import { Deno } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    if (!Deno?.exit) return nothing;
    Deno.exit(7);
  },
});

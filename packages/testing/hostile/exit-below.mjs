// The functions below `process.exit`, which ask nobody.

import { builtin, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const process = globalThis.process ?? (await builtin('node:process'));
    await tried(() => process.reallyExit(3));
    await tried(() => process.abort());
    await tried(() => process.binding('process_methods').reallyExit(3));
    return nothing;
  },
});

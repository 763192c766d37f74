// `process.exit`, in the name of everybody who shares the process.

import { builtin } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const process = globalThis.process ?? (await builtin('node:process'));
    if (!process?.exit) return nothing;
    process.exit(0);
  },
});

// A plugin that ends as soon as it is called, each time, so that the host starts it for ever.

import { Deno } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const end = async () => {
  Deno?.exit(1);
  globalThis.process?.exit?.(1);
  for (;;);
};

export default target({ attack: end, ping: end });

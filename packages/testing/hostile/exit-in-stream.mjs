// `process.exit` or `Deno.exit` behind some items of a stream.

import { Deno } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  async *items() {
    yield 1;
    yield 2;
    Deno?.exit(0);
    globalThis.process?.exit?.(0);
    yield 'nothing to attack';
  },
});

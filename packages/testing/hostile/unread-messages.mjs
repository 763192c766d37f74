// Messages of 16 MB to itself that it never reads: the platform keeps them, and no heap has them.
import { block } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    if (!globalThis.MessageChannel) return nothing;
    const { port1, port2 } = new MessageChannel();
    globalThis.kept = port2;
    const bytes = new Uint8Array(16_777_216).fill(1);
    for (;;) {
      port1.postMessage(bytes);
      block(2);
    }
  },
});

// A busy loop in what is called when an object is collected, which may be at any moment, or never.
import { turn } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const endless = () => {
  for (;;);
};
let registry;

export default target({
  attack: async () => {
    if (!globalThis.FinalizationRegistry) return nothing;
    registry = new FinalizationRegistry(endless);
    for (let round = 0; round < 200; round += 1) {
      for (let count = 0; count < 1_000; count += 1) registry.register(new Array(100).fill(round), count);
      await turn();
    }
    return 'armed';
  },
});

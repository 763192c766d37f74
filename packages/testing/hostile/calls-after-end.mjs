// Services kept and called when the plugin has ended, by whatever still runs of it.
import { tried, turn } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

let context;

export default target(
  (ctx) => {
    context = ctx;
    return { attack: async () => 'armed' };
  },
  {
    deactivate: () => {
      const { storage, witness } = context;
      void (async () => {
        await turn(20);
        for (let count = 0; count < 1_000; count += 1) {
          await tried(() => storage.set(`late-${count}`, new Uint8Array(16)));
          await turn(1);
        }
        await witness.did('called a service when it had ended');
      })().catch(() => {});
    },
  },
);

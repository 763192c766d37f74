// Messages that say nothing, as many as can be sent: no rule of the protocol is broken.

import { findChannels, frameOf } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    const forms = { values: [], bytes: frameOf('[]') };
    // The runtime's own messages are the attack `flood-logs`.
    const ways = (await findChannels(ctx)).filter(({ takes }) => takes !== 'texts');
    if (ways.length === 0) return nothing;
    for (;;) {
      for (const { takes, send } of ways) {
        try {
          send(forms[takes]);
        } catch {
          return nothing;
        }
      }
    }
  },
}));

// Messages that say nothing, as many as can be sent: no rule of the protocol is broken.

import { findChannels, frameOf } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const forms = { values: [], bytes: frameOf('[]'), any: '[]' };
    const ways = await findChannels();
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
});

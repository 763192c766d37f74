// Messages of the right form, as many as can be sent, in a loop that never pauses.

import { findChannels, frameOf } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    // Credit for a stream that there is not: small, well formed, and nothing to answer.
    const cells = Array.from({ length: 1_000 }, () => [3, 9, 4_321, 1]).flat();
    const forms = { values: cells, bytes: frameOf(cells) };
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

// Calls of a host service with large arguments, without waiting for one answer.

import { turn } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ storage }) => ({
  attack: async () => {
    const value = new Uint8Array(262_144);
    for (let round = 0; ; round += 1) {
      for (let key = 0; key < 50; key += 1) storage.set(`key-${round}-${key}`, value).catch(() => {});
      await turn();
    }
  },
}));

// Log entries in which every character has to be made harmless, as long as a value may be.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ log }) => ({
  attack: async () => {
    const text = '\u001b'.repeat(1_000_000);
    for (let count = 0; count < 8; count += 1) await log.info(text).catch(() => {});
    return 'logged';
  },
}));

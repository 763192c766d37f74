// What every attack is: a plugin of mortise:target@1 that behaves, but for what the attack replaces.
import { LogWire, StorageWire } from '@mortise/services/wire';
import { TargetWire } from '../../src/hostile/target.wire.gen.ts';
import { WitnessWire } from '../../src/hostile/witness.wire.gen.ts';

export const wires = [TargetWire, WitnessWire, LogWire, StorageWire];

/** What `attack` answers where the platform does not offer what the attack needs. */
export const nothing = 'nothing to attack';

/**
 * @param replaced the methods that attack, or a function of the plugin's context that returns them
 * @param life `activate` and `deactivate`, where those attack
 */
export const target = (replaced, life = {}) => ({
  async activate(ctx) {
    await life.activate?.(ctx);
    const methods = typeof replaced === 'function' ? replaced(ctx) : replaced;
    return { target: { hostile: { ...behaved, ...methods } } };
  },
  deactivate: life.deactivate,
});

const behaved = {
  ping: async () => {},
  attack: async () => nothing,
  bytes: async () => new Uint8Array(4),
  text: async () => 'text',
  async *items() {},
  feed: async (bytes) => bytes.length,
};

import { contract } from '@mortise/core';
import { createCatalog, createRegistry } from '@mortise/registry';
import type { Bench } from '../bench.ts';
import { type Adder, createAdders, sumCalls } from '../floors/call-inprocess.ts';
import { time } from '../time.ts';

const calls = 1_000_000;

export const callInprocess: Bench = {
  what: 'a call of a linked-in provider',
  unit: 'ns',
  goal: { of: 'ratio', atMost: 1.1 },
  prepare: async () => {
    const adders = createAdders();
    const provided = await provide(adders);
    const expected = sumCalls(adders, calls);
    const check = (sum: number) => {
      if (sum !== expected) throw new Error(`The calls add up to ${sum} instead of ${expected}`);
    };
    return {
      subject: () => time(calls, () => check(sumProviderCalls(provided, calls))),
      floor: {
        name: 'a direct call of the same object',
        sample: () => time(calls, () => check(sumCalls(adders, calls))),
      },
      rounds: 200,
    };
  },
};

/** The objects as a registry gives them out. */
async function provide(adders: readonly Adder[]): Promise<Adder[]> {
  const Contract = contract<Adder>()('bench:adder@1', '1.0.0');
  const names = adders.map((_, index) => `adder-${index}`);
  const entries = names.map((name) => [`bench:adder@1/${name}`, { key: 'adder', version: '1.0.0' }]);
  const plugin = {
    manifest: { id: 'bench.adders', version: '1.0.0', provides: Object.fromEntries(entries) },
    code: {
      activate: () => ({
        adder: Object.fromEntries(names.map((name, index) => [name, adders[index] as Adder])),
      }),
    },
  };
  const registry = createRegistry(createCatalog([plugin]));
  return await Promise.all(names.map((name) => registry.find(Contract, name)));
}

/** The floor's loop once more, so that what the engine learns of one side is not used for the other. */
function sumProviderCalls(adders: readonly Adder[], count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += (adders[index & 7] as Adder).add(index);
  return sum;
}

import type { Plugin } from '@mortise/core';
import { createCatalog } from '@mortise/registry';
import { catalog, register } from '@mortise/registry/global';
import type { Bench, Contest } from '../bench.ts';
import { time } from '../time.ts';

const goal = { of: 'ratio', atMost: 15 } as const;

export const register10000: Bench = {
  id: 'register-10000',
  what: 'registering 10,000 plugins in the process-wide catalog',
  unit: 'ms',
  goal,
  prepare: () =>
    contest((plugins) => {
      for (const plugin of plugins) register(plugin);
      if (catalog.size !== 2 * plugins.length) throw new Error('Not all plugins are registered');
    }),
};

export const createCatalog10000: Bench = {
  id: 'create-catalog-10000',
  what: 'createCatalog with 10,000 plugins, each second one with a dependency',
  unit: 'ms',
  goal,
  prepare: () =>
    contest((plugins) => {
      if (createCatalog(plugins).size !== 2 * plugins.length)
        throw new Error('Not all plugins are in the catalog');
    }),
};

/** The floor is the same work on a tenth of the plugins: what is looked for is a cost that grows faster than they. */
function contest(work: (plugins: readonly Plugin[]) => void): Contest {
  const sample = (plugins: readonly Plugin[]) => () => {
    (catalog as Map<string, Plugin>).clear();
    return time(1, () => work(plugins)) / 1e6;
  };
  return {
    subject: sample(createPlugins(10_000)),
    floor: { name: 'the same with 1,000', sample: sample(createPlugins(1_000)) },
    rounds: 200,
  };
}

function createPlugins(count: number): Plugin[] {
  return Array.from({ length: count }, (_, index) => ({
    manifest: {
      id: `bench.plugin-${index}`,
      version: '1.0.0',
      source: `@bench/plugin-${index}`,
      provides: {
        [`bench:contract-${index % 100}@1/provider-${index}`]: { key: 'object', version: '1.0.0' },
      },
      ...(index % 2 === 1 ? { dependencies: [`bench.plugin-${index - 1}`] } : {}),
    },
    code: { activate: () => ({}) },
  }));
}

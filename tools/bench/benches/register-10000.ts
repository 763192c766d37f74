import type { Plugin } from '@mortise/core';
import { createCatalog } from '@mortise/registry';
import { catalog, register } from '@mortise/registry/global';
import type { Bench, Contest } from '../bench.ts';
import { fillMap } from '../floors/register-10000.ts';
import { median } from '../measure.ts';
import { time } from '../time.ts';

const goal = { of: 'ratio', atMost: 15 } as const;

export const register10000: Bench = {
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
  what: 'createCatalog with 10,000 plugins, each second one with a dependency',
  unit: 'ms',
  goal,
  prepare: () =>
    contest((plugins) => {
      if (createCatalog(plugins).size !== 2 * plugins.length)
        throw new Error('Not all plugins are in the catalog');
    }),
};

/**
 * The floor is the same work on a tenth of the plugins, since what is looked for is a cost that grows faster than they
 * do. One sample of it is ten different thousands: a thousand that is always the same would lie in the processor's
 * cache, where a plugin that is registered once has never been.
 */
function contest(work: (plugins: readonly Plugin[]) => void): Contest {
  const all = createPlugins(10_000);
  const thousands = Array.from({ length: 10 }, (_, index) => all.slice(1000 * index, 1000 * (index + 1)));
  const milliseconds = (parts: readonly (readonly Plugin[])[]) => {
    const each = parts.map((plugins) => {
      (catalog as Map<string, Plugin>).clear();
      return time(1e6, () => work(plugins));
    });
    return each.reduce((sum, one) => sum + one) / parts.length;
  };
  return {
    subject: () => milliseconds([all]),
    floor: { name: 'the same with 1,000', sample: () => milliseconds(thousands) },
    rounds: 200,
    note: `a bare Map takes ${growthOfMap(thousands).toFixed(1)}× as long for 10,000 plugins as for 1,000`,
  };
}

/** How much longer a map needs for all keys than for a tenth of them: what no catalog can be better in. */
function growthOfMap(thousands: readonly (readonly Plugin[])[]): number {
  const tenths = thousands.map((plugins) =>
    plugins.flatMap(({ manifest: { id, provides } }) => [id, ...Object.keys(provides)]),
  );
  const all = tenths.flat();
  const take = (keys: readonly string[]) => time(1, () => void fillMap(keys));
  const growth = Array.from({ length: 50 }, () => {
    const each = tenths.map(take);
    return (take(all) * each.length) / each.reduce((sum, one) => sum + one);
  });
  return median(growth);
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

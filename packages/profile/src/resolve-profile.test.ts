import type { Manifest } from '@mortise/core';
import { describe, expect, test } from 'vitest';
import type { FoundPlugin } from './plan.ts';
import { openProfile } from './profile.ts';
import { resolveProfile } from './resolve-profile.ts';

const found = (id: string, rest: Partial<Manifest> = {}, version = '1.0.0'): FoundPlugin => ({
  specifier: id,
  directory: `plugins/${id}`,
  manifest: { manifest: 1, id, provides: { [`x:${id.replace('.', '-')}@1.0.0`]: { only: {} } }, ...rest },
  version,
});
const needs = (...ids: string[]) => ({ dependencies: Object.fromEntries(ids.map((id) => [id, '^1.0.0'])) });
const missing = { found: 'a key that is not there', expected: 'an installed plugin', hint: 'npm install it' };

/** Resolves a profile whose keys are the ids of its plugins, unless `keys` says otherwise. */
const resolve = (
  plugins: readonly FoundPlugin[],
  rest: object = {},
  keys: Record<string, unknown> = Object.fromEntries(plugins.map(({ manifest }) => [manifest.id, {}])),
) => {
  const calls: string[] = [];
  const text = JSON.stringify({ platform: 'node', plugins: keys, ...rest });
  const find = (key: string) => {
    calls.push(key);
    return plugins.find(({ specifier, directory }) => key === specifier || key === directory) ?? missing;
  };
  const plan = () => resolveProfile(openProfile(text, 'p.json'), { name: 'edge', find });
  return { plan, calls };
};
const faultsOf = (...args: Parameters<typeof resolve>): string[] => {
  try {
    resolve(...args).plan();
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid_document' });
    const { faults } = error as { faults: { path: string; found: string; expected: string }[] };
    return faults.map(({ path, found, expected }) => `${path}: ${found}, ${expected}`);
  }
  return [];
};

describe('resolveProfile()', () => {
  test('makes a plan of a profile and what was found for it', () => {
    const plugin = found('a.a', { limits: { memory: '64MB' }, uses: { 'mortise:log@1': {} } });
    const rest = { main: './src/edge.ts', budget: { bytes: '20kB', gzip: '6KiB' } };
    expect(resolve([plugin], rest).plan()).toEqual({
      name: 'edge',
      platform: 'node',
      main: './src/edge.ts',
      budget: { bytes: 20_000, gzip: 6144 },
      plugins: [
        {
          key: 'a.a',
          specifier: 'a.a',
          directory: 'plugins/a.a',
          isolation: 'none',
          limits: {},
          manifestLimits: { memory: '64MB' },
          manifest: {
            id: 'a.a',
            version: '1.0.0',
            source: 'a.a',
            provides: { 'x:a-a@1/only': { key: 'aA', version: '1.0.0' } },
            uses: [{ contract: 'mortise:log@1', key: 'log', as: 'log' }],
          },
        },
      ],
    });
  });

  test('fills in what a profile leaves out', () => {
    expect(resolve([]).plan()).toEqual({
      name: 'edge',
      platform: 'node',
      main: './src/main.ts',
      budget: {},
      plugins: [],
    });
  });

  test('names the folder as the source of a plugin that is no package', () => {
    const { specifier, ...plugin } = found('a.a');
    const [planned] = resolve([plugin], {}, { 'plugins/a.a': { isolation: 'none', limits: {} } }).plan()
      .plugins;
    expect(planned).toMatchObject({ key: 'plugins/a.a', manifest: { source: 'plugins/a.a' } });
    expect(planned && 'specifier' in planned).toBe(false);
  });

  test("tells the profile's limits from the manifest's, each as it was written", () => {
    const plugin = found('a.a', { limits: { memory: '64MB', callTimeout: '5s' } });
    const limits = { memory: '1GB', callTimeout: '4000ms', stack: '1MiB' };
    const [planned] = resolve([plugin], {}, { 'a.a': { isolation: 'worker', limits } }).plan().plugins;
    expect(planned).toMatchObject({
      isolation: 'worker',
      limits,
      manifestLimits: { memory: '64MB', callTimeout: '5s' },
    });
  });

  test('says which flags a plugin in Deno gets', () => {
    const flags = { isolation: 'deno', unsafeFlags: ['--allow-net=example.org'] };
    const plugins = [found('a.a'), found('b.b')];
    const planned = resolve(plugins, {}, { 'a.a': flags, 'b.b': { isolation: 'deno' } }).plan().plugins;
    expect(planned.map(({ unsafeFlags }) => unsafeFlags)).toEqual([['--allow-net=example.org'], undefined]);
  });

  test('says how many spares a plugin has, where it has any', () => {
    const entries = { 'a.a': { isolation: 'worker', spares: 2 }, 'b.b': { isolation: 'deno', spares: 0 } };
    const planned = resolve([found('a.a'), found('b.b')], {}, entries).plan().plugins;
    expect(planned.map(({ spares }) => spares)).toEqual([2, undefined]);
    expect(planned[1] && 'spares' in planned[1]).toBe(false);
  });

  test('asks once for each key', () => {
    const { plan, calls } = resolve([
      found('b.b', needs('a.a')),
      found('a.a'),
      found('c.c', needs('a.a', 'b.b')),
    ]);
    plan();
    expect(calls).toEqual(['b.b', 'a.a', 'c.c']);
  });

  test('passes on what find() throws', () => {
    const document = openProfile('{"platform":"node","plugins":{"a":{}}}', 'p.json');
    const find = () => {
      throw new Error('a broken manifest');
    };
    expect(() => resolveProfile(document, { name: 'edge', find })).toThrow('a broken manifest');
  });

  test('takes a key called __proto__ for a key', () => {
    const document = openProfile('{"platform":"node","plugins":{"__proto__":{}}}', 'p.json');
    expect(() => resolveProfile(document, { name: 'edge', find: () => missing })).toThrow(
      'plugins.__proto__: found a key',
    );
  });
});

describe('resolveProfile() sorts', () => {
  const orderOf = (...plugins: FoundPlugin[]) =>
    resolve(plugins)
      .plan()
      .plugins.map(({ manifest }) => manifest.id);

  test('by id, whatever the order of the profile is', () => {
    expect(orderOf(found('c.c'), found('a.a'), found('b.b'))).toEqual(['a.a', 'b.b', 'c.c']);
  });

  test('a plugin behind those that it depends on', () => {
    const plugins = [
      found('a.a', needs('d.d', 'b.b')),
      found('b.b', needs('d.d')),
      found('c.c'),
      found('d.d'),
    ];
    expect(orderOf(...plugins)).toEqual(['d.d', 'b.b', 'a.a', 'c.c']);
    expect(orderOf(...plugins.reverse())).toEqual(['d.d', 'b.b', 'a.a', 'c.c']);
  });

  test('a lattice of thirty layers without walking each way through it', () => {
    const layers = Array.from({ length: 30 }, (_, layer) => ['x', 'y'].map((side) => `${side}.l${layer}`));
    const plugins = layers.flatMap((ids, layer) =>
      ids.map((id) => found(id, needs(...(layers[layer + 1] ?? [])))),
    );
    expect(orderOf(...plugins)).toHaveLength(60);
  });
});

describe('resolveProfile() refuses', () => {
  test('a plugin that is not there', () => {
    expect(faultsOf([], {}, { gone: {} })).toEqual([
      'plugins.gone: a key that is not there, an installed plugin',
    ]);
  });

  test('an isolation that there is not, and nothing else of its plugin', () => {
    const entry = { isolation: 'process', limits: { memory: '1MB' } };
    expect(faultsOf([found('a.a')], {}, { 'a.a': entry })).toEqual([
      'plugins["a.a"].isolation: "process", "none", "worker", "deno", "wasm" or "wasm-inline"',
    ]);
  });

  test.each(['worker', 'deno', 'wasm', 'wasm-inline'])(
    'isolation %s where the platform cannot start a boundary',
    (isolation) => {
      const fault = `plugins["a.a"].isolation: "${isolation}" in a profile of platform "neutral", "none", because it takes Node to start a boundary`;
      expect(faultsOf([found('a.a')], { platform: 'neutral' }, { 'a.a': { isolation } })).toEqual([fault]);
      expect(faultsOf([found('a.a')], { platform: 'node' }, { 'a.a': { isolation } })).toEqual([]);
    },
  );

  test.each([undefined, 'none', 'worker', 'wasm', 'wasm-inline'])(
    'flags of Deno for isolation %s, which has none',
    (isolation) => {
      expect(faultsOf([found('a.a')], {}, { 'a.a': { isolation, unsafeFlags: ['--allow-net'] } })).toEqual([
        `plugins["a.a"].unsafeFlags: flags for a plugin of isolation "${isolation ?? 'none'}", isolation "deno", which alone has permission flags`,
      ]);
    },
  );

  test.each([undefined, 'none', 'wasm-inline'])(
    'spares for isolation %s, where nothing has to be waited for',
    (isolation) => {
      expect(faultsOf([found('a.a')], {}, { 'a.a': { isolation, spares: 1 } })).toEqual([
        `plugins["a.a"].spares: spares for a plugin of isolation "${isolation ?? 'none'}", no spares, because nothing has to be started there, or starts within a millisecond`,
      ]);
      expect(faultsOf([found('a.a')], {}, { 'a.a': { isolation, spares: 0 } })).toEqual([]);
    },
  );

  test.each([-1, 1.5, 17, '1', null])('%j spares', (spares) => {
    const [fault] = faultsOf([found('a.a')], {}, { 'a.a': { isolation: 'worker', spares } });
    expect(fault).toMatch(
      /^plugins\["a\.a"\]\.spares: .*, a whole number of boundaries to keep ready, from 0 to 16$/,
    );
  });

  test.each([{ limits: { memory: '1MB' } }, { isolation: 'none', limits: { callTimeout: '1s' } }])(
    'limits for a plugin that is linked in: %j',
    (entry) => {
      expect(faultsOf([found('a.a')], {}, { 'a.a': entry })).toEqual([
        'plugins["a.a"].limits: limits for a plugin that is linked in, no limits, because nothing can enforce them there',
      ]);
    },
  );

  test('one plugin under two keys, once', () => {
    expect(faultsOf([found('a.a')], {}, { 'a.a': {}, 'plugins/a.a': {} })).toEqual([
      `plugins["plugins/a.a"]: plugin 'a.a', which "a.a" has already, each plugin and each provider once`,
    ]);
  });

  test('two plugins that provide the same, and not two names or majors of one contract', () => {
    const provides = (contract: string, name: string) => ({ provides: { [contract]: { [name]: {} } } });
    const plugins = [
      found('a.a', provides('x:y@1.0.0', 'one')),
      found('b.b', provides('x:y@1.2.0', 'one')),
      found('c.c', provides('x:y@1.0.0', 'two')),
      found('d.d', provides('x:y@2.0.0', 'one')),
    ];
    expect(faultsOf(plugins)).toEqual([
      `plugins["b.b"]: provider 'x:y@1/one', which "a.a" has already, each plugin and each provider once`,
    ]);
  });

  test('a dependency that is missing, of another version, or without a range', () => {
    const dependencies = { 'gone.gone': '^1.0.0', 'b.b': '^1.0.0', 'c.c': 'latest' };
    expect(faultsOf([found('a.a', { dependencies }), found('b.b', {}, '2.0.0'), found('c.c')])).toEqual([
      `plugins["a.a"]: 'a.a', which depends on 'gone.gone', which is not in this profile, plugin 'gone.gone' of version '^1.0.0'`,
      `plugins["a.a"]: 'a.a', which depends on 'b.b', which is there with version '2.0.0', plugin 'b.b' of version '^1.0.0'`,
      `plugins["a.a"]: a dependency of 'a.a' on 'c.c' of version 'latest', a version range such as "^1.0.0"`,
    ]);
  });

  test('a version that is none, once', () => {
    expect(faultsOf([found('a.a', needs('b.b')), found('b.b', {}, '1.0')])).toEqual([
      `plugins["b.b"]: plugin 'b.b' with the version "1.0", a version such as "1.0.0"`,
    ]);
  });

  test.each([
    [['a.a', ['a.a']], 'plugins["a.a"]: a circle of dependencies: a.a → a.a'],
    [['a.a', ['b.b'], 'b.b', ['a.a']], 'plugins["a.a"]: a circle of dependencies: a.a → b.b → a.a'],
    [
      ['a.a', ['b.b'], 'b.b', ['c.c'], 'c.c', ['b.b']],
      'plugins["b.b"]: a circle of dependencies: b.b → c.c → b.b',
    ],
  ] as [(string | string[])[], string][])('dependencies in a circle: %j', (graph, fault) => {
    const plugins = graph.flatMap((id, index) =>
      typeof id === 'string' ? [found(id, needs(...(graph[index + 1] as string[])))] : [],
    );
    expect(faultsOf(plugins)).toEqual([`${fault}, dependencies in one direction`]);
  });

  test('everything at once, also where the shape is wrong', () => {
    const plugins = [found('a.a', needs('gone.gone')), found('b.b')];
    const keys = {
      gone: true,
      '': {},
      'b.b': { isolation: 'process' },
      'a.a': { isolation: 'thread' },
      'plugins/b.b': null,
    };
    expect(
      faultsOf(plugins, { platform: 'nod', budget: { gzip: 6 } }, keys).map((fault) => fault.split(':')[0]),
    ).toEqual([
      'platform',
      'plugins.gone',
      'plugins.gone',
      'plugins[""]',
      'plugins["b.b"].isolation',
      'plugins["a.a"]',
      'plugins["a.a"].isolation',
      'plugins["plugins/b.b"]',
      'plugins["plugins/b.b"]',
      'budget.gzip',
    ]);
  });

  test.each(['[]', 'null', '"x"', '{', '', '{"platform":"node","plugins":[1]}'])('the text %j', (text) => {
    expect(() => resolveProfile(openProfile(text, 'p.json'), { name: 'edge', find: () => missing })).toThrow(
      /^Cannot use profile 'p.json': 1 fault|2 faults/,
    );
  });

  test('with a message that says where, what, and what to do', () => {
    const text = '{\n  "platform": "node",\n  "plugins": {\n    "a": { "isolation": "process" }\n  }\n}';
    expect(() =>
      resolveProfile(openProfile(text, 'profiles/p.json'), { name: 'p', find: () => found('a.a') }),
    ).toThrow(
      "Cannot use profile 'profiles/p.json': 1 fault\n" +
        '  profiles/p.json:4:12 plugins.a.isolation: found "process", expected "none", "worker", "deno", "wasm" or ' +
        '"wasm-inline"',
    );
  });
});

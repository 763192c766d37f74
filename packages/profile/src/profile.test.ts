import { expect, test } from 'vitest';
import { openProfile } from './profile.ts';

const faultsOf = (rest: object) =>
  openProfile(JSON.stringify({ platform: 'node', plugins: {}, ...rest }), 'p.json').faults.map(
    ({ path, found, expected }) => `${path}: ${found}, ${expected}`,
  );

test('openProfile() takes all that a profile may say', () => {
  const whole = {
    $schema: 'profile.schema.json',
    description: '',
    platform: 'neutral',
    main: './src/edge.ts',
    plugins: {
      '@a/b': {},
      './c': { isolation: 'worker', limits: { memory: '64MB' } },
      d: { isolation: 'deno', unsafeFlags: ['--allow-env'] },
    },
    budget: { bytes: '20kB', gzip: '6.5KiB' },
  };
  expect(openProfile(JSON.stringify(whole), 'p.json').check()).toEqual(whole);
});

test.each([
  [{ platform: 'browser' }, 'platform: "browser", "node" or "neutral"'],
  [{ plugins: [] }, 'plugins: [], an object of packages or paths'],
  [{ plugins: { '': {} } }, 'plugins[""]: the key "", a package\'s name or a path'],
  [{ plugins: { a: true } }, 'plugins.a: true, an object, which may be empty'],
  [{ plugins: { a: { isolation: 'thread' } } }, /^plugins.a.isolation: "thread", "none", "worker", "deno"/],
  [
    { plugins: { a: { isolations: 'none' } } },
    'plugins.a.isolations: unknown key "isolations", "isolation", "limits", "spares" or "unsafeFlags"',
  ],
  [
    { plugins: { a: { limits: { memory: 64 } } } },
    'plugins.a.limits.memory: 64, a size of more than 0 such as "64MB", in B, kB, MB, GB, KiB, MiB or GiB',
  ],
  [
    { plugins: { a: { isolation: 'deno', unsafeFlags: ['allow-net'] } } },
    'plugins.a.unsafeFlags[0]: "allow-net", a flag of "deno run" such as "--allow-net=example.org"',
  ],
  [
    { plugins: { a: { isolation: 'deno', unsafeFlags: '--allow-net' } } },
    'plugins.a.unsafeFlags: "--allow-net", a list of flags',
  ],
  [
    { budget: { gzip: '6 kB' } },
    'budget.gzip: "6 kB", a size of more than 0 such as "64MB", in B, kB, MB, GB, KiB, MiB or GiB',
  ],
  [{ budget: '6kB' }, 'budget: "6kB", an object of sizes'],
  [{ main: '' }, 'main: "", a path to the module that the bundle starts from'],
  [{ plugin: {} }, 'plugin: unknown key "plugin", "description", "platform", "main", "plugins" or "budget"'],
])('openProfile() refuses %j', (rest, fault) => {
  expect(faultsOf(rest)).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)]);
});

test.each([1.5, 17, -1, '2'])('openProfile() refuses %j spares with what may be kept ready', (spares) => {
  expect(faultsOf({ plugins: { a: { isolation: 'worker', spares } } })).toEqual([
    `plugins.a.spares: ${JSON.stringify(spares)}, a whole number of boundaries to keep ready, from 0 to 16`,
  ]);
});

test.each([0, 16])('openProfile() takes %j spares', (spares) => {
  expect(faultsOf({ plugins: { a: { isolation: 'worker', spares } } })).toEqual([]);
});

test.each(['wsam', 'process'])(
  'openProfile() refuses isolation %s, and offers what is built',
  (isolation) => {
    expect(faultsOf({ plugins: { a: { isolation } } })).toEqual([
      `plugins.a.isolation: "${isolation}", "none", "worker", "deno", "wasm" or "wasm-inline"`,
    ]);
  },
);

test.each([
  ['stopTimeout', '0s', 'a time of more than 0 such as "5s", in ms, s or m'],
  ['startTimeout', '30d', 'a time of more than 0 such as "5s", in ms, s or m'],
  ['memory', '-1MB', 'a size of more than 0 such as "64MB", in B, kB, MB, GB, KiB, MiB or GiB'],
])('openProfile() refuses %s of %s with the units that there are', (name, value, expected) => {
  expect(faultsOf({ plugins: { a: { isolation: 'worker', limits: { [name]: value } } } })).toEqual([
    `plugins.a.limits.${name}: "${value}", ${expected}`,
  ]);
});

test('openProfile() asks for what is missing', () => {
  expect(() => openProfile('{}', 'p.json').check()).toThrow(
    [
      "Cannot use profile 'p.json': 2 faults",
      '  p.json:1:1 platform: found nothing, expected "node" or "neutral" (add "platform")',
      '  p.json:1:1 plugins: found nothing, expected an object of packages or paths (add "plugins")',
    ].join('\n'),
  );
});

import { describe, expect, test } from 'vitest';
import { openManifest } from './manifest.ts';

const right = { manifest: 1, id: 'demo.hello', provides: { 'demo:greeter@1.0.0': { polite: {} } } };
const open = (rest: object) => openManifest(JSON.stringify({ ...right, ...rest }), 'plugin.json');
const faultsOf = (rest: object) =>
  open(rest).faults.map(({ path, found, expected }) => `${path}: ${found}, ${expected}`);

describe('openManifest()', () => {
  test('takes all that a manifest may say', () => {
    const whole = {
      $schema: 'plugin.schema.json',
      ...right,
      version: '1.0.0-rc.1+build',
      description: '',
      main: 'index.js',
      uses: { 'mortise:log@1': {}, 'x:log@1': { as: 'otherLog', optional: true, grant: { any: [1] } } },
      dependencies: { 'demo.other': '^1.0.0' },
      engines: { mortise: '*' },
      limits: { memory: '64MiB', callTimeout: '1.5s', startTimeout: '500ms' },
    };
    expect(openManifest(JSON.stringify(whole), 'plugin.json').check()).toEqual(whole);
  });

  test.each([
    [{ manifest: 2 }, 'manifest: 2, 1'],
    [{ id: 'Demo.Hello' }, 'id: "Demo.Hello", a plugin id such as "era.wasm"'],
    [{ id: 'demo' }, 'id: "demo", a plugin id such as "era.wasm"'],
    [{ id: '../x' }, 'id: "../x", a plugin id such as "era.wasm"'],
    [{ id: `a.${'b'.repeat(127)}` }, /of 129 characters, a plugin id .*, at most 128 characters$/],
    [{ version: 'v1' }, 'version: "v1", a version such as "1.0.0"'],
    [{ main: '' }, 'main: "", a path to the plugin\'s module'],
    [{ provides: [] }, 'provides: [], an object of contracts'],
    [
      { provides: { 'a:b@1': { x: {} } } },
      /^provides\["a:b@1"\]: the key "a:b@1", a contract with its whole version/,
    ],
    [{ provides: { 'a:b@1.0.0': {} } }, 'provides["a:b@1.0.0"]: {}, an object of providers, at least one'],
    [
      { provides: { 'a:b@1.0.0': { X: {} } } },
      'provides["a:b@1.0.0"].X: the key "X", a provider name such as "wasm"',
    ],
    [
      { uses: { 'a:b@1.0.0': {} } },
      /^uses\["a:b@1.0.0"\]: the key "a:b@1.0.0", a contract with its major version/,
    ],
    [
      { uses: { 'a:b@1': { as: 'then' } } },
      'uses["a:b@1"].as: "then", a free property name such as "storage"',
    ],
    [{ uses: { 'a:b@1': { grant: 1 } } }, 'uses["a:b@1"].grant: 1, an object that the service understands'],
    [{ dependencies: { other: '1' } }, 'dependencies.other: the key "other", a plugin id such as "era.wasm"'],
    [{ dependencies: { 'a.b': 1 } }, 'dependencies["a.b"]: 1, a version range such as "^1.0.0"'],
    [{ limits: { memory: '64' } }, 'limits.memory: "64", a size such as "64MB"'],
    [{ limits: { callTimeout: '0s' } }, 'limits.callTimeout: "0s", a time such as "5s" or "500ms"'],
    [{ provide: {} }, /^provide: unknown key "provide", "manifest", "id"/],
  ])('refuses %j', (rest, fault) => {
    expect(faultsOf(rest)).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)]);
  });

  test.each([
    '{}',
    '[]',
    'null',
    '"x"',
    '{"provides":null,"uses":[null]}',
    '{"provides":7,"uses":{"a:b@1":null}}',
  ])('refuses %s with its own faults only', (text) => {
    expect(() => openManifest(text, 'plugin.json').check()).toThrow(
      expect.objectContaining({ code: 'invalid_document' }),
    );
  });

  test('refuses two versions of one major, also where other things are wrong', () => {
    const provides = {
      'a:b@1.0.0': { x: {} },
      'a:b@1.1.0': { y: {} },
      'a:b@2.0.0': { z: {} },
      bad: { x: {} },
    };
    expect(faultsOf({ provides })).toEqual([
      expect.stringMatching(/^provides.bad: /),
      'provides["a:b@1.1.0"]: a second version of "a:b@1.0.0", one version of each major',
    ]);
  });

  test('refuses services that would have one name', () => {
    const uses = {
      'a:log@1': {},
      'b:log@1': {},
      'a:signal@1': {},
      'a:x@1': { as: 'log' },
      'a:y@1': { as: 'config' },
    };
    expect(faultsOf({ uses })).toEqual([
      'uses["a:y@1"].as: "config", a free property name such as "storage"',
      'uses["b:log@1"]: the name "log", which a:log@1 has, a name of its own',
      'uses["a:signal@1"]: the name "signal", which every context has, a name of its own',
      'uses["a:x@1"].as: the name "log", which a:log@1 has, a name of its own',
    ]);
  });

  test.each([
    [{ provides: { 'a:b@1.0.0': { constructor: {} } } }, 'provides["a:b@1.0.0"].constructor', 'constructor'],
    [{ provides: { 'a:to-string@1.0.0': { x: {} } } }, 'provides["a:to-string@1.0.0"]', 'toString'],
    [{ uses: { 'a:value-of@1': { as: 'value' } } }, 'uses["a:value-of@1"]', 'valueOf'],
    [{ uses: { 'a:b@1': { as: 'hasOwnProperty' } } }, 'uses["a:b@1"].as', 'hasOwnProperty'],
  ])('refuses a name that every object has: %j', (rest, path, name) => {
    expect(faultsOf(rest)).toEqual([
      `${path}: the name "${name}", which every object has, a name of its own`,
    ]);
  });

  test('throws one error with every fault, in the order of the text', () => {
    const text = '{\n  "manifest": 1,\n  "id": "x",\n  "provides": {},\n  "usess": {}\n}';
    expect(() => openManifest(text, 'a/plugin.json').check()).toThrow(
      [
        "Cannot use manifest 'a/plugin.json': 2 faults",
        '  a/plugin.json:3:3 id: found "x", expected a plugin id such as "era.wasm"',
        '  a/plugin.json:5:3 usess: found unknown key "usess", expected "manifest", "id", "version", "description", ' +
          '"main", "provides", "uses", "dependencies", "engines" or "limits" (did you mean "uses"?)',
      ].join('\n'),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { faultsOf, read, withMethod } from '../../fixtures/contract-text.ts';
import type { Resolve } from './imports.ts';
import type { ContractModel } from './model.ts';

const runtimeText = `
/** A place to run things. */
export interface Place { host: string; port?: number }
/** What runs. */
export interface App { id: string; place: Place; options: Options }
export interface Options { level: 'low' | 'high' }
export type Pet = { kind: 'cat' } | { kind: 'dog' };
/** One run. */
export interface Run extends AsyncDisposable { app(): Promise<App>; again(): Promise<Run> }
/** Runs things. @contract demo:runtime@1.2.0 */
export interface Runtime { start(app: App, pet?: Pet): Promise<Run>; child(): Promise<Runtime> }
`;

const runtime = await read(runtimeText);

/** A resolver of models by specifier. */
const modules =
  (known: Readonly<Record<string, readonly ContractModel[]>>): Resolve =>
  (specifier) => {
    const models = known[specifier];
    return models
      ? { models }
      : { complaint: { found: `an import from '${specifier}'`, expected: 'another one', hint: 'mend it' } };
  };

const resolve = modules({ './runtime.contract.ts': [runtime], '@demo/runtime': [runtime] });

const importing = (names: string, method: string, specifier = './runtime.contract.ts', more = '') =>
  read(withMethod(method, more, `import type { ${names} } from '${specifier}';\n`), { resolve });

const from = (name: string, specifier = './runtime.contract.ts') => ({
  contract: 'demo:runtime@1',
  version: '1.2.0',
  name,
  specifier,
});

describe('a contract that imports', () => {
  test('takes a type in with all that it is made of', async () => {
    const model = await importing('App', 'm(app: App): Promise<void>;');
    expect(Object.keys(model.types)).toEqual(['App', 'Options', 'Place']);
    expect(model.types.App).toEqual({ ...runtime.types.App, from: from('App') });
    expect(model.types.Place).toEqual({ ...runtime.types.Place, from: from('Place') });
    expect(model.interfaces).toEqual({});
  });

  test('takes in nothing that its methods do not reach', async () => {
    const model = await importing('App, Place', 'm(place: Place): Promise<void>;');
    expect(Object.keys(model.types)).toEqual(['Place']);
  });

  test('calls a type as it likes, and what comes with it by a name that is free', async () => {
    const own = 'interface Place { mine: true }\ninterface Options { a: 1 }';
    const model = await importing(
      'App as Program',
      'm(app: Program, at: Place, o: Options): Promise<void>;',
      '@demo/runtime',
      own,
    );
    expect(Object.keys(model.types)).toEqual(['Options', 'Options2', 'Place', 'Place2', 'Program']);
    expect(model.types.Program).toMatchObject({
      type: { fields: [{ name: 'id' }, { type: { name: 'Place2' } }, { type: { name: 'Options2' } }] },
      from: from('App', '@demo/runtime'),
    });
    expect(model.types.Place2?.from).toEqual(from('Place', '@demo/runtime'));
    expect(model.types.Place?.from).toBeUndefined();
  });

  test('takes interfaces with methods in as stubs, the contract itself among them', async () => {
    const model = await importing('Run, Runtime as Other', 'm(run: Run): Promise<Other>;');
    expect(model.methods[0]).toMatchObject({
      params: [{ type: { kind: 'stub', name: 'Run' } }],
      result: { type: { kind: 'stub', name: 'Other' } },
    });
    expect(Object.keys(model.interfaces)).toEqual(['Other', 'Run']);
    expect(model.interfaces.Run).toEqual({ ...runtime.interfaces.Run, from: from('Run') });
    expect(model.interfaces.Other).toMatchObject({ doc: 'Runs things.', from: from('Runtime') });
    expect(model.interfaces.Other?.methods[1]?.result.type).toEqual({ kind: 'stub', name: 'Other' });
    expect(Object.keys(model.types)).toEqual(['App', 'Options', 'Pet', 'Place']);
  });

  test('extends what it imports, fields and methods', async () => {
    const more =
      'interface Big extends App { size: number }\ninterface Long extends Run { end(): Promise<Big> }';
    const model = await importing('App, Run', 'm(): Promise<Long>;', '@demo/runtime', more);
    const big = model.types.Big?.type;
    expect(big?.kind === 'object' && big.fields.map(({ name }) => name)).toEqual([
      'id',
      'place',
      'options',
      'size',
    ]);
    expect(model.interfaces.Long).toMatchObject({
      methods: [{ name: 'app' }, { name: 'again' }, { name: 'end' }],
      disposable: 'async',
    });
  });

  test('puts an imported type into unions of its own', async () => {
    const model = await importing('Pet', 'm(a: Pet | null, b: Pet | { kind: "bird" }): Promise<void>;');
    expect(model.methods[0]?.params.map(({ type }) => type)).toMatchObject([
      { kind: 'union', of: [{ kind: 'ref', name: 'Pet' }, { kind: 'null' }] },
      {
        kind: 'variant',
        tag: 'kind',
        cases: [{ values: ['cat'] }, { values: ['dog'] }, { values: ['bird'] }],
      },
    ]);
  });

  test('has one type for one, whichever way it comes', async () => {
    const between = await read(
      `import type { App } from '../runtime/runtime.contract.ts';
/** @contract demo:between@1.0.0 */
export interface Between { last(): Promise<Seen> }
export interface Seen { app: App }`,
      { resolve: modules({ '../runtime/runtime.contract.ts': [runtime] }) },
    );
    const imports = "import type { Seen } from './between/between.contract.ts';\n";
    const both = modules({
      './between/between.contract.ts': [between],
      './runtime/runtime.contract.ts': [runtime],
    });
    const method = 'm(seen: Seen, app: Program): Promise<void>;';
    const direct = "import type { App as Program } from './runtime/runtime.contract.ts';\n";
    for (const lines of [imports + direct, direct + imports]) {
      const model = await read(withMethod(method, '', lines), { resolve: both });
      expect(Object.keys(model.types)).toEqual(['Options', 'Place', 'Program', 'Seen']);
      expect(model.types.Seen?.type).toMatchObject({ fields: [{ type: { kind: 'ref', name: 'Program' } }] });
      // Also where it comes by way of another, its place is told from this contract.
      expect(model.types.Place?.from).toEqual(from('Place', './runtime/runtime.contract.ts'));
    }
  });

  test('takes the newer of two versions of a type', async () => {
    const newer = { ...runtime, version: '1.10.0', types: { ...runtime.types } };
    newer.types.Place = { type: { kind: 'object', fields: [] } };
    const seen = await read(
      `import type { Place } from '@demo/runtime';
/** @contract demo:between@1.0.0 */
export interface Between { last(): Promise<Seen> }
export interface Seen { place: Place }`,
      { resolve },
    );
    const text = (first: string, second: string) =>
      withMethod('m(seen: Seen, place: Place): Promise<void>;', '', `${first}${second}`);
    const lines = [
      "import type { Seen } from '@demo/seen';\n",
      "import type { Place } from '@demo/runtime';\n",
    ] as const;
    const both = modules({ '@demo/seen': [seen], '@demo/runtime': [newer] });
    for (const source of [text(...lines), text(lines[1], lines[0])])
      expect((await read(source, { resolve: both })).types.Place).toEqual({
        type: { kind: 'object', fields: [] },
        from: { ...from('Place', '@demo/runtime'), version: '1.10.0' },
      });
  });
});

describe('an import is refused', () => {
  const ping = 'm(): Promise<void>;';

  test.each([
    ["import { App } from '@demo/runtime';", 'an import of values, expected types (write import type { … })'],
    [
      "import type App from '@demo/runtime';",
      "an import of 'App', expected types by their names (write import type { Name } from '@demo/runtime')",
    ],
    ["import type * as all from '@demo/runtime';", "an import of 'all'"],
    ["import '@demo/runtime';", 'an import of nothing by name'],
    [
      "import type { Apq } from '@demo/runtime';",
      "'Apq', which is not in demo:runtime@1, expected a type that its methods use (did you mean App?)",
    ],
    ["import type { Elsewhere } from '@demo/runtime';", 'it has: App, Options, Pet, Place, Run, Runtime'],
    ["import type { App } from './runtime.gen.ts';", "(import from './runtime.contract.ts')"],
    ["import type { App } from './runtime.contract.js';", "(import from './runtime.contract.ts')"],
    [
      "import type { App } from './types.ts';",
      'put the types into the file of a contract whose methods use them',
    ],
    ["import type { App } from 'unknown';", "an import from 'unknown', expected another one (mend it)"],
    [
      "import type { Contract } from '@mortise/core';",
      "'Contract' of @mortise/core, expected Owned, u8, u16, u32, u64, s8, s16, s32 or s64",
    ],
    [
      "import type { App as Promise } from '@demo/runtime';",
      "an import called 'Promise', expected a name of its own (write App as OwnPromise)",
    ],
    ["import type { App as A } from '@demo/runtime';", "a second declaration of 'A'"],
    ["import App = require('@demo/runtime');", "the import with = 'App'"],
  ])('%s', async (line, fault) => {
    const faults = await faultsOf(withMethod(ping, '', `${line}\n`), { resolve });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^1:\d+:/);
    expect(faults[0]).toContain(fault);
  });

  test('once, however often its types are used', async () => {
    const text = withMethod(
      'm(a: Lost, b: Lost[] | null, c?: Lost): Promise<Lost>;',
      '',
      "import type { Lost } from './lost.contract.ts';\n",
    );
    expect(await faultsOf(text, { resolve })).toEqual([
      expect.stringContaining("1:1: found an import from './lost"),
    ]);
  });

  test('where two contracts of a package have the name', async () => {
    const other = { ...runtime, id: 'demo:other@1' } as ContractModel;
    const text = withMethod('m(a: App): Promise<void>;', '', "import type { App } from '@demo/both';\n");
    expect(await faultsOf(text, { resolve: modules({ '@demo/both': [runtime, other] }) })).toEqual([
      expect.stringContaining("'App', which demo:runtime@1 and demo:other@1 have"),
    ]);
  });

  test('where it is of a contract that only shares the type', async () => {
    const between = await importing('App', 'm(app: App): Promise<void>;');
    const text = withMethod('m(a: App): Promise<void>;', '', "import type { App } from '@demo/between';\n");
    expect(await faultsOf(text, { resolve: modules({ '@demo/between': [between] }) })).toEqual([
      expect.stringContaining("'App', which is one of demo:runtime@1"),
    ]);
  });

  test('where it leads back to the contract itself', async () => {
    const before = { ...runtime, id: 'demo:a@1' } as ContractModel;
    const text = withMethod('m(a: App): Promise<void>;', '', "import type { App } from '@demo/before';\n");
    expect(await faultsOf(text, { resolve: modules({ '@demo/before': [before] }) })).toEqual([
      expect.stringContaining('types of demo:a@1 itself'),
    ]);
  });

  test('where a contract is read without its workspace', async () => {
    const text = withMethod('m(a: App): Promise<void>;', '', "import type { App } from '@demo/runtime';\n");
    expect(await faultsOf(text)).toEqual([
      expect.stringContaining('mortise gen reads it with what it imports'),
    ]);
  });
});

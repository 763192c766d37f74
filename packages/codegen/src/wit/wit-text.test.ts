import { componentize } from 'componentize-qjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { models as wireModels } from '../../fixtures/wire/models.ts';
import {
  contractOf,
  list,
  literal,
  method,
  number,
  object,
  of,
  oneOf,
  option,
  record,
  ref,
  stream,
  string,
  stub,
  tuple,
  union,
  variant,
} from '../../fixtures/wire/types.ts';
import { arbitraryModel, arbitrarySharer } from '../../fixtures/wit/arbitrary-model.ts';
import { witReader } from '../../fixtures/wit/wit-reader.ts';
import type { ContractModel, TypeModel } from '../contract/model.ts';
import { witText } from './wit-text.ts';

const reader = witReader(componentize);

const wit = (model: ContractModel, others: readonly ContractModel[] = []): string =>
  witText(model, { generated: 'Generated from a.contract.ts' }, others);

/** The text of a contract that WIT's reader takes. */
const read = async (model: ContractModel, ...others: readonly ContractModel[]): Promise<string> => {
  const text = wit(model, others);
  expect(await reader.fault(text, ...others.map((other) => wit(other)))).toBeUndefined();
  return text;
};

/** A text without its indentation. */
const flat = (text: string): string => text.replace(/\n\s*/g, '\n');

test.each<[name: string, type: TypeModel, written: string, declared?: string]>([
  ['a string', string, 'string'],
  ['a number', number, 'f64'],
  ['a boolean', of('boolean'), 'bool'],
  ['bytes', of('bytes'), 'list<u8>'],
  ['u8', of('u8'), 'u8'],
  ['u64', of('u64'), 'u64'],
  ['s32', of('s32'), 's32'],
  [
    'a bigint',
    of('bigint'),
    'bigint',
    '/// A whole number of any size, in decimal digits.\ntype bigint = string;',
  ],
  ['a Date', of('date'), 'date', '/// Milliseconds since 1970 in UTC.\ntype date = u64;'],
  ['null', of('null'), 'nothing', 'enum nothing {\nnothing,\n}'],
  ['a list', list(list(number)), 'list<list<f64>>'],
  ['a record', record(number), 'list<tuple<string, f64>>'],
  ['a tuple', tuple(string, of('bytes')), 'tuple<string, list<u8>>'],
  ['an empty tuple', tuple(), 'nothing'],
  ['undefined beside a type', option(string), 'option<string>'],
  ['undefined twice', option(option(string)), 'option<option<string>>'],
  ['null beside a type', union(string, of('null')), 'option<string>'],
  ['null and undefined beside a type', option(union(string, of('null'))), 'option<option<string>>'],
  [
    'a text of some',
    oneOf('on', 'offLine', 'on-'),
    'set-value',
    'enum set-value {\non,\n/// "offLine"\noff-line,\n/// "on-"\non2,\n}',
  ],
  [
    'a number of some',
    oneOf(1, -1, 0.5),
    'set-value',
    'enum set-value {\n/// 1\nn1,\n/// -1\nminus1,\n/// 0.5\nn0p5,\n}',
  ],
  ['a literal', literal('on'), 'set-value', 'enum set-value {\non,\n}'],
  ['true', literal(true), 'bool'],
  [
    'an object',
    object({ fooBar: string, 'URL?': number }),
    'set-value',
    'record set-value {\nfoo-bar: string,\n/// "URL" in TypeScript.\nurl: option<f64>,\n}',
  ],
  ['an empty object', object({}), 'set-value', 'enum set-value {\nempty,\n}'],
  [
    'a field that is always the same',
    object({ a: literal(1), b: of('null'), c: string }),
    'set-value',
    'record set-value {\nc: string,\n}',
  ],
  [
    'an object in a list',
    list(object({ a: string })),
    'list<set-value-item>',
    'record set-value-item {\na: string,\n}',
  ],
  [
    'fields that are alike in WIT',
    object({ fooBar: string, 'foo-bar': string }),
    'set-value',
    'foo-bar: string,\n/// "foo-bar" in TypeScript.\nfoo-bar2: string,\n',
  ],
  [
    'kinds that differ',
    union(string, number, list(string), of('null')),
    'option<set-value>',
    'variant set-value {\n%string(string),\nnumber(f64),\n%list(list<string>),\n}',
  ],
  [
    'named kinds that differ',
    union(ref('App'), string),
    'set-value',
    'variant set-value {\napp(app),\n%string(string),\n}',
  ],
  [
    'objects that a field tells apart',
    variant(
      'kind',
      { values: ['app'], type: ref('App') },
      { values: ['gone'], type: object({ kind: literal('gone') }) },
      { values: ['up', 'downAgain'], type: object({ kind: oneOf('up', 'downAgain') }) },
    ),
    'set-value',
    'variant set-value {\napp(app),\ngone,\n/// "kind": "up", "downAgain"\nup-or-down-again(set-value-up-or-down-again),\n}',
  ],
])('witText() writes %s', async (_, type, written, declared = '') => {
  const model = contractOf('Box', [method('set', { value: type })], { App: object({ id: string }) });
  const text = flat(await read(model));
  expect(text).toContain(`set: func(value: ${written}) -> result<_, error>;`);
  expect(text).toContain(declared);
});

test('witText() writes named types into an interface that other packages can use', async () => {
  const types = {
    AppSpec: {
      type: object({ id: string, limits: object({ memory: of('u32') }) }),
      doc: 'One app.\n\nWhole.',
    },
    State: oneOf('up', 'down'),
    Names: list(string),
    Maybe: union(string, number, of('null')),
    Same: ref('State'),
  };
  const text = flat(await read(contractOf('Box', [method('get', {}, ref('AppSpec'))], types)));
  expect(text).toContain(
    '/// One app.\n///\n/// Whole.\nrecord app-spec {\nid: string,\nlimits: app-spec-limits,\n}',
  );
  expect(text).toContain('enum state {\nup,\ndown,\n}');
  expect(text).toContain('type names = list<string>;');
  expect(text).toContain('type maybe = option<maybe-value>;');
  expect(text).toContain('type same = state;');
  expect(text).toContain('interface box {\nuse types.{app-spec, error};\n');
});

test("witText() gives a function's documentation all that the model knows", async () => {
  const get = method('get', { key: string }, string, {
    doc: 'Reads it.',
    throws: [{ code: 'gone', doc: 'where it\nis not' }, { code: 'denied' }],
    idempotent: true,
    deadline: '5s',
    cancellable: true,
  });
  const [key] = get.params.map((param) => ({ ...param, doc: 'which one' }));
  const documented = { ...get, params: [key], result: { ...get.result, doc: 'a copy' } } as typeof get;
  expect(flat(await read(contractOf('Box', [documented])))).toContain(
    [
      '/// Reads it.',
      '///',
      '/// - `key` which one',
      '///',
      '/// Returns a copy',
      '///',
      '/// Errors:',
      '/// - `gone` where it is not',
      '/// - `denied`',
      '///',
      '/// It may be repeated. It ends within 5s.',
      'get: func(key: string) -> result<string, error>;',
    ].join('\n'),
  );
});

test('witText() makes optional parameters options, also of options', async () => {
  const text = await read(contractOf('Box', [method('set', { 'a?': string, 'b?': option(string) })]));
  expect(text).toContain('set: func(a: option<string>, b: option<option<string>>)');
});

test('witText() makes a stream a resource: exported where it is returned, imported where it is passed', async () => {
  const copy = method('copy', { from: stream(of('bytes')) }, object({ at: number }), { kind: 'stream' });
  const text = flat(await read(contractOf('Box', [copy])));
  const next = '/// None at the end.\nnext: func() -> result<option<';
  expect(text).toContain(`resource copy-stream {\n${next}copy-item>, error>;\n}`);
  expect(text).toContain('interface box-passed {\nuse types.{error};\n');
  expect(text).toContain(`resource copy-from-stream {\n${next}list<u8>>, error>;\n}`);
  expect(text).toContain('copy: func(%from: copy-from-stream) -> result<copy-stream, error>;');
  expect(text).toContain('world provider {\nimport box-passed;\nexport box;\n}');
});

test('witText() says who implements an object, and who owns it', async () => {
  const interfaces = {
    Session: {
      methods: [method('run', { line: string }), method('fork', {}, stub('Session'))],
      doc: 'A shell.',
    },
    Log: { methods: [method('line', { text: string })] },
  };
  const methods = [
    method('open', { log: stub('Log'), logs: list(object({ log: stub('Log') })) }, stub('Session')),
    method('keep', { log: stub('Log', true), session: stub('Session') }, list(stub('Session'))),
  ];
  const text = flat(await read(contractOf('Shell', methods, {}, interfaces)));
  expect(text).toContain('/// The caller implements it.\ninterface log {');
  expect(text).toContain('/// A shell.\nresource session {\nrun: func(line: string) -> result<_, error>;\n');
  expect(text).toContain('fork: func() -> result<session, error>;');
  expect(text).toContain('record open-logs-item {\nlog: borrow<log>,\n}');
  expect(text).toContain(
    'open: func(log: borrow<log>, logs: list<open-logs-item>) -> result<session, error>;',
  );
  expect(text).toContain('keep: func(log: log, session: borrow<session>) -> result<list<session>, error>;');
  expect(text).toContain('world provider {\nimport log;\nexport session;\nexport shell;\n}');
});

test('witText() writes a type that holds objects once as lent and once as given', async () => {
  const types = { Job: object({ session: stub('Session') }) };
  const model = contractOf('Shell', [method('run', { job: ref('Job') }, ref('Job'))], types, {
    Session: { methods: [] },
  });
  const text = flat(await read(model));
  expect(text).toContain('record job {\nsession: borrow<session>,\n}');
  expect(text).toContain('record job2 {\nsession: session,\n}');
  expect(text).toContain('run: func(job: job) -> result<job2, error>;');
});

test('witText() puts objects that name each other into one interface', async () => {
  const interfaces = {
    File: { methods: [method('owner', {}, stub('User'))] },
    User: { methods: [method('files', {}, list(stub('File')))] },
  };
  const text = flat(await read(contractOf('Disk', [method('open', {}, stub('File'))], {}, interfaces)));
  expect(text).toContain(
    'interface file {\nuse types.{error};\nresource file {\nowner: func() -> result<user, error>;\n}',
  );
  expect(text).toContain('world provider {\nexport disk;\nexport file;\n}');
});

test('witText() leaves out what WIT cannot say, and says so', async () => {
  const json = { Json: list(ref('Json')) };
  const session = { methods: [method('log', { entry: ref('Json') }), method('end')] };
  const methods = [method('read', {}, ref('Json')), method('open', {}, stub('Session'))];
  const text = flat(await read(contractOf('Log', methods, json, { Session: session })));
  expect(text).toContain('\n// unsupported in WIT: method read, because type Json holds itself\n');
  expect(text).toContain(
    'resource session {\n// unsupported in WIT: method Session.log, because type Json holds itself\nend:',
  );
  expect(text).not.toContain('json');
  const empty = await read(contractOf('Log', methods.slice(0, 1), json));
  expect(empty).toContain('interface log {\n  // unsupported');
});

test('witText() uses what another contract declares, under its name there', async () => {
  const from = { contract: 'demo:base@1', version: '1.2.0', specifier: './base.contract.ts' } as const;
  const base: ContractModel = {
    ...contractOf(
      'Base',
      [method('start', { app: ref('AppSpec') }, stub('Session'))],
      { AppSpec: object({ id: string }), Error: string },
      { Session: { methods: [method('end')] } },
    ),
    id: 'demo:base@1',
  };
  const model = contractOf(
    'Watch',
    [method('watch', { it: stub('Remote'), app: ref('Spec'), why: ref('Failure') }, stub('Remote'))],
    {
      Spec: { type: object({ id: string }), from: { ...from, name: 'AppSpec' } },
      Failure: { type: string, from: { ...from, name: 'Error' } },
      All: list(ref('Spec')),
    },
    { Remote: { methods: [method('end')], from: { ...from, name: 'Session' } } },
  );
  const text = flat(await read(model, base));
  expect(text).toContain('interface types {\nuse demo:base/types@1.2.0.{app-spec};\n');
  expect(text).toContain('type all = list<app-spec>;');
  expect(text).toContain(
    'use demo:base/session@1.2.0.{session};\nuse demo:base/types@1.2.0.{app-spec, error2};\n',
  );
  expect(text).toContain(
    'watch: func(it: borrow<session>, app: app-spec, why: error2) -> result<session, error>;',
  );
  expect(text).toContain('world provider {\nexport demo:base/session@1.2.0;\nexport watch;\n}');
  expect(wit(model)).toBe(wit(model, [base]));
  expect(await reader.fault(wit(model))).toContain("package 'demo:base@1.2.0' not found");
});

test('witText() declares a shared type itself where the other contract does not reach it', async () => {
  const from = {
    contract: 'demo:base@1',
    version: '1.2.0',
    name: 'Extra',
    specifier: './base.contract.ts',
  } as const;
  const base: ContractModel = { ...contractOf('Base', [method('start')]), id: 'demo:base@1' };
  const model = contractOf(
    'Watch',
    [method('watch', { extra: ref('Extra') }, stub('Clock'))],
    { Extra: { type: object({ id: string }), from } },
    { Clock: { methods: [method('now', {}, number)], from: { ...from, name: 'Clock' } } },
  );
  const text = await read(model, base);
  expect(text).not.toContain('demo:base');
  expect(text).toContain('resource clock {');
});

test('witText() keeps what would clash apart, and marks keywords', async () => {
  const interfaces = { Session: { methods: [method('session', { self: string }), method('list')] } };
  const types = { Status: string, Error: string, FooBar: number, fooBar: number };
  const methods = [
    method('status', { status: ref('Status'), Status: ref('Status') }, ref('FooBar')),
    method('error', { error: ref('Error') }, ref('fooBar')),
    method('Error', {}, stub('Session')),
  ];
  const text = flat(await read(contractOf('Types', methods, types, interfaces)));
  expect(text).toContain(
    'use types.{error as error3, error2 as error22, foo-bar, foo-bar2, status as status2};',
  );
  expect(text).toContain('status: func(status: status2, status2: status2) -> result<foo-bar, error3>;');
  expect(text).toContain('session2: func(self2: string) -> result<_, error>;\n%list: func()');
  expect(text).toContain('export types2;');
});

test('witText() lets no name or text write WIT', async () => {
  const evil = '*/\n}\u2028interface evil {} // "\u202e\u0149\0';
  const model: ContractModel = {
    ...contractOf(
      'Box',
      [{ ...method('set', { a: oneOf(evil), b: object({ [evil]: string }) }), doc: evil }],
      {
        Thing: { type: string, doc: evil },
      },
    ),
    doc: evil,
  };
  const text = witText(model, { generated: `x\u2028${evil}` });
  expect(await reader.fault(text)).toBeUndefined();
  expect(
    text
      .split('\n')
      .filter((line) => line.includes('interface evil'))
      .every((line) => /^\s*\/\//.test(line)),
  ).toBe(true);
  expect(text).toMatch(/^\/\/ x .*\npackage demo:contract@1\.2\.0;\n/);
});

test.each(Object.keys(wireModels).filter((name) => name !== 'shared'))(
  "witText() of the wire's model '%s' is read, and is the same again",
  async (name) => {
    const model = wireModels[name] as ContractModel;
    expect(wit(structuredClone(model))).toBe(await read(model));
  },
);

test('witText() makes WIT of any contract', async () => {
  const pair = arbitraryModel().chain((model) => fc.tuple(fc.constant(model), arbitrarySharer(model)));
  await fc.assert(
    fc.asyncProperty(pair, async ([model, sharer]) => {
      await read(model);
      await read(sharer, model);
      expect(wit(structuredClone(model))).toBe(wit(model));
    }),
  );
});

test('witText() is what a component can be built from', async () => {
  const interfaces = {
    Session: { methods: [method('end')] },
    Log: { methods: [method('line', { text: string })] },
  };
  const methods = [
    method('open', { log: stub('Log'), lines: stream(string) }, stub('Session')),
    method('logs', {}, ref('Line'), { kind: 'stream' }),
  ];
  const text = await read(
    contractOf('Shell', methods, { Line: object({ text: string, at: of('date') }) }, interfaces),
  );
  const component = await reader.build('export const shell = {}; export const session = {};', text);
  expect([...component.slice(0, 8)]).toEqual([0, 97, 115, 109, 13, 0, 1, 0]);
});

test("a WIT that is wrong does not pass the tests' reader", async () => {
  const good = wit(contractOf('Box', [method('get', {}, string)]));
  expect(await reader.fault(good.replace('result<string', 'resul<string'))).toContain('expected');
  expect(await reader.fault(good.replace('result<string', 'result<strin'))).toContain('`strin`');
  // This one parses, but is no component.
  expect(await reader.fault(good.replace('get: func()', 'record r {}\n get: func(r: r)'))).toContain(
    'at least one field',
  );
});

test('witText() has no types and interfaces that only what it leaves out reaches', async () => {
  const interfaces = {
    Host: { methods: [method('add', { command: stub('Command'), at: ref('Place') }), method('log')] },
    Command: { methods: [method('run', { with: ref('Input') }), method('undo', {}, stub('Step'))] },
    Step: { methods: [method('end')] },
    Lost: { methods: [method('get', {}, ref('Input'))] },
  };
  const types = {
    Place: object({ top: number, unit: ref('Unit') }),
    Unit: oneOf('px', 'em'),
    Input: object({ text: string }),
    Tree: list(ref('Tree')),
    Detail: object({ text: string }),
  };
  const methods = [
    method('start', { host: stub('Host') }, stub('Command')),
    method('lost', { tree: ref('Tree'), detail: ref('Detail') }, stub('Lost')),
  ];
  const text = await read(contractOf('Plug', methods, types, interfaces));
  expect(text).toContain('// unsupported in WIT: method Host.add, because Host is implemented by the caller');
  expect(text).toContain('record input {');
  expect(text).toContain('resource step {');
  expect(text).not.toMatch(/\b(?:place|unit|detail|record tree|resource lost|interface lost)\b/);
});

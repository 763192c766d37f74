import type { ContractWire, MethodWire, StubCaller, WireWriter } from '@mortise/core';
import { isMortiseError } from '@mortise/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { argsArbitrary, modelArbitrary, valueArbitrary } from '../../fixtures/wire/arbitrary.ts';
import { compileWire } from '../../fixtures/wire/compile-wire.ts';
import { contractSource, type Taste } from '../../fixtures/wire/contract-source.ts';
import { crossArgs, crossResult, forms, Links, messageOf, readMessage } from '../../fixtures/wire/cross.ts';
import { loadWire, runWire, wireOf } from '../../fixtures/wire/load-wire.ts';
import { agent, baseContract, models } from '../../fixtures/wire/models.ts';
import { expectEqual } from '../../fixtures/wire/properties.ts';
import {
  contractOf,
  list,
  literal,
  method,
  object,
  of,
  option,
  ref,
  string,
  stub,
  union,
  variant,
} from '../../fixtures/wire/types.ts';
import type { ContractModel, TypeModel } from '../contract/model.ts';
import { wireText } from './wire-text.ts';

const tastes: readonly Taste[] = [
  { isReadonly: true, saysUndefined: false },
  { isReadonly: false, saysUndefined: true },
];

const sources = (name: string, model: ContractModel): Record<string, string> =>
  Object.fromEntries(
    tastes.flatMap((taste, index) => [
      [`${name}${index}/contract.ts`, contractSource(model, taste)],
      [`${name}${index}/base.contract.ts`, contractSource(baseContract, taste)],
      [`${name}${index}/contract.wire.gen.ts`, wireOf(model)],
    ]),
  );

const methodOf = (wire: ContractWire, name: string): MethodWire => {
  const found = wire.methods[name];
  if (!found) throw new Error(`No method ${name}`);
  return found;
};

/** What comes of one value, the result of a method. */
const through = (type: TypeModel, value: unknown, types: Record<string, TypeModel> = {}): unknown => {
  const model = contractOf('One', [method('it', {}, type)], types, { Session: { methods: [] } });
  return crossResult(methodOf(loadWire(model), 'it'), value, 'json');
};

/** The message of what a value is refused with. */
const refusal = (type: TypeModel, value: unknown, types: Record<string, TypeModel> = {}): string => {
  try {
    through(type, value, types);
  } catch (error) {
    if (isMortiseError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'no error';
};

describe('wireText()', () => {
  test('compiles beside every contract that it may stand beside', () => {
    const all = Object.entries({ ...models, agent }).map(([name, model]) => sources(name, model));
    expect(compileWire(Object.assign({}, ...all))).toEqual([]);
  });

  test('compiles beside contracts of any shape', () => {
    const all = fc
      .sample(modelArbitrary(), { numRuns: 40, seed: 1 })
      .map((model, index) => sources(`random${index}-`, model));
    expect(compileWire(Object.assign({}, ...all))).toEqual([]);
  });

  test('does not compile beside a contract that says something else', () => {
    const { 'a0/contract.ts': source = '', 'a0/contract.wire.gen.ts': wire = '' } = sources('a', agent);
    const changed = source.replace('"command": string', '"command": number');
    expect(compileWire({ 'contract.ts': changed, 'contract.wire.gen.ts': wire })).toEqual([
      expect.stringContaining("Argument of type 'number' is not assignable to parameter of type 'string'"),
      expect.stringContaining("Type 'string' is not assignable to type 'number'"),
    ]);
  });

  test('reads as a person would write it', async () => {
    const text = wireText(agent, {
      generated: 'Generated from runtime.contract.ts',
      source: './runtime.contract.ts',
    });
    await expect(text).toMatchFileSnapshot('../../fixtures/wire/runtime.wire.gen.ts');
  });

  test('gives the same text whatever order the types of a model are in', () => {
    const turned = (all: object) => Object.fromEntries(Object.entries(all).reverse());
    for (const model of Object.values(models))
      expect(wireOf({ ...model, types: turned(model.types), interfaces: turned(model.interfaces) })).toBe(
        wireOf(model),
      );
  });

  test('imports nothing at run time', () => {
    for (const model of Object.values(models)) {
      const imports = wireOf(model).match(/^import .*$|\brequire\(|\bimport\(/gm) ?? [];
      expect(imports.filter((line) => !line.startsWith('import type {'))).toEqual([]);
    }
  });

  test('imports a type of another contract under the name that it has here', () => {
    const text = wireOf(models.shared as ContractModel);
    expect(text).toContain(
      "import type { AppSpec as App, RemoteSession as Session, Status } from './base.contract.ts';",
    );
  });

  const evil = "x'];globalThis.evil=1;//";
  test.each<[string, Partial<ContractModel>]>([
    ['the name of a contract', { name: evil }],
    ['the name of a method', { methods: [method(evil)] }],
    ['the name of a type', { types: { [evil]: { type: string } } }],
    ['the name of an interface', { interfaces: { [evil]: { methods: [] } } }],
    ['a reference', { methods: [method('a', { a: ref(evil) })] }],
    ['a stub', { methods: [method('a', { a: stub(evil) })] }],
    ['a kind of type', { methods: [method('a', { a: { kind: evil } as never })] }],
    ['a kind of item', { methods: [method('a', { a: list({ kind: evil } as never) })] }],
    ['a kind of member', { methods: [method('a', { a: union(string, { kind: evil } as never) })] }],
    ['a deadline', { methods: [method('a', {}, of('void'), { deadline: '5s;evil()' })] }],
    ['a deadline in years', { methods: [method('a', {}, of('void'), { deadline: '5y' })] }],
    [
      'the name of an imported type',
      {
        types: { A: { type: string, from: { ...from(), name: evil } } },
        methods: [method('a', { a: ref('A') })],
      },
    ],
    ['a method named constructor', { methods: [method('constructor')] }],
    ['a method named __proto__', { methods: [method('__proto__')] }],
    ['a field named __proto__', { methods: [method('a', { a: object({ ['__proto__']: string }) })] }],
    [
      'a tag named __proto__',
      { methods: [method('a', { a: variant('__proto__', { values: ['a'], type: object({}) }) })] },
    ],
  ])('refuses %s that it cannot write', (_, part) => {
    expect(() => wireOf({ ...contractOf('Evil', [method('a')]), ...part })).toThrow(
      /^Cannot (?:write|find|read)/,
    );
  });

  test('keeps every other text inside its quotes', () => {
    const text = "'; globalThis.evil = 1; //\n*/`${globalThis.evil = 1}`\u2028\\";
    const tagged = object({ [text]: literal(text), other: option(string) });
    const model: ContractModel = {
      ...contractOf('Evil', [
        {
          ...method('a', { a: ref('A') }, variant(text, { values: [text], type: tagged })),
          doc: text,
          params: [{ name: text, type: ref('A'), doc: text }],
        },
        method(
          'b',
          { b: { kind: 'enum', values: [text] } },
          union(literal(text), object({ [`${text}?`]: string })),
        ),
      ]),
      id: `${text}:b@1` as never,
      version: text,
      doc: text,
      types: { A: { type: object({ [text]: string }), doc: text, from: { ...from(), specifier: text } } },
    };
    const wire = runWire(wireOf(model), 'Evil');
    expect(wire).toMatchObject({ id: `${text}:b@1`, version: text });
    expect(crossArgs(methodOf(wire, 'a'), [{ [text]: 'x' }], 'json')).toEqual([{ [text]: 'x' }]);
    expect(crossResult(methodOf(wire, 'a'), { [text]: text, other: 'x' }, 'json')).toEqual({
      [text]: text,
      other: 'x',
    });
    expect('evil' in globalThis).toBe(false);
  });
});

function from() {
  return { contract: 'a:b@1' as const, version: '1.0.0', name: 'A', specifier: './a.contract.ts' };
}

describe('the wire of a contract', () => {
  const wire = loadWire(models.objects as ContractModel);

  test('describes itself and its methods', () => {
    expect(wire).toMatchObject({ id: 'demo:contract@1', version: '1.2.0', name: 'Server' });
    const {
      writeArgs: _,
      readArgs: __,
      writeResult: ___,
      readResult: ____,
      ...slow
    } = methodOf(wire, 'slow');
    expect(slow).toEqual({
      name: 'slow',
      result: 'promise',
      params: 1,
      cancellable: true,
      deadline: 120_000,
    });
    expect(methodOf(wire, 'all')).toMatchObject({ idempotent: true, deadline: 500 });
    expect(methodOf(wire, 'tail')).toMatchObject({ result: 'stream', deadline: 5_000 });
  });

  const calls = () => {
    const made: unknown[][] = [];
    const caller: StubCaller = {
      call: (one, args, signal) => Promise.resolve(made.push([one.name, args, signal])) as Promise<never>,
      stream: (one, args, signal) => {
        made.push([one.name, args, signal]);
        return [] as unknown as AsyncIterable<never>;
      },
      release: () => Promise.resolve(void made.push(['release'])),
    };
    return { made, stub: wire.stub(caller) as Record<string | symbol, (...args: unknown[]) => unknown> };
  };

  test('makes a stub that calls each method with its parameters and its signal', async () => {
    const { made, stub: server } = calls();
    const { signal } = new AbortController();
    await server.open?.('x');
    await server.lend?.('session');
    server.each?.('jobs', signal);
    expect(made).toEqual([
      ['open', ['x'], undefined],
      ['lend', ['session', undefined], undefined],
      ['each', ['jobs'], signal],
    ]);
  });

  test('makes a stub that lets go as its interface says', async () => {
    const { made, stub: server } = calls();
    await server[Symbol.asyncDispose]?.();
    expect(made).toEqual([['release']]);
    const seen: object[] = [];
    const links = {
      ...new Links(),
      importStub: (_: number, one: { stub(caller: StubCaller): object }) => {
        seen.push(
          one.stub({ call: never, stream: never, release: () => Promise.resolve(void seen.push({})) }),
        );
        return seen[0];
      },
    };
    readMessage(
      { cells: [9, 1], attachments: [] },
      (reader) => methodOf(wire, 'any').readResult(reader),
      links as never,
    );
    expect(seen).toHaveLength(1);
    (seen[0] as Disposable)[Symbol.dispose]();
    expect(seen).toHaveLength(2);
    expect(Symbol.asyncDispose in (seen[0] as object)).toBe(false);
  });

  test('lends what is passed, hands over what is returned or Owned', () => {
    const session = {};
    const file = {};
    const owned = (name: string, write: (one: MethodWire) => Parameters<typeof messageOf>[0]) => {
      const links = new Links();
      messageOf(write(methodOf(wire, name)), links);
      return links.stubs.map((one) => `${one.wire} ${one.owned ? 'given' : 'lent'}`);
    };
    const job = { id: 'a', session, file };
    const args =
      (...all: unknown[]) =>
      (one: MethodWire) =>
      (w: WireWriter) =>
        one.writeArgs(w, all);
    const result = (value: unknown) => (one: MethodWire) => (w: WireWriter) => one.writeResult(w, value);
    expect(owned('open', result(session))).toEqual(['Session given']);
    expect(owned('lend', args(session, file))).toEqual(['Session lent', 'File lent']);
    expect(owned('give', args(session))).toEqual(['Session given']);
    expect(owned('both', args(job, []))).toEqual(['Session lent', 'File given']);
    expect(owned('both', result({ ...job, next: job }))).toEqual([
      ...['Session given', 'File given'],
      ...['Session given', 'File given'],
    ]);
    expect(owned('any', result(file))).toEqual(['File given']);
    expect(owned('self', args({}))).toEqual(['Server lent']);
  });

  test('writes nothing for a result that is void, and reads nothing', () => {
    const { cells } = messageOf((writer) => methodOf(wire, 'lend').writeResult(writer, 'anything'));
    expect(cells).toEqual([]);
    expect(crossResult(methodOf(wire, 'lend'), undefined, 'json')).toBeUndefined();
  });

  test.each(Object.entries(models))('carries the values of %s', (_, model) => {
    const every = loadWire(model);
    for (const { name, params, result } of model.methods) {
      const values = fc.record({
        args: argsArbitrary(params, model),
        result: valueArbitrary(result.type, model),
      });
      for (const value of fc.sample(values, { numRuns: 10, seed: 1 }))
        for (const form of forms) {
          expectEqual(crossArgs(methodOf(every, name), value.args, form), value.args);
          expectEqual(crossResult(methodOf(every, name), value.result, form), value.result);
        }
    }
  });

  test('carries odd names', () => {
    const odd = loadWire(models.odd as ContractModel);
    const fields = (models.odd as ContractModel).methods
      .find(({ name }) => name === 'required')
      ?.params.flatMap(({ type }) => (type.kind === 'object' ? type.fields.map(({ name }) => name) : []));
    const all = Object.fromEntries((fields ?? []).map((name, index) => [name, `${index}`]));
    expect(Object.keys(all).length).toBeGreaterThan(30);
    for (const form of forms) {
      expect(crossArgs(methodOf(odd, 'required'), [all], form)).toEqual([all]);
      expect(crossArgs(methodOf(odd, 'optional'), [all], form)).toEqual([all]);
      expect(crossArgs(methodOf(odd, 'optional'), [{}], form)).toEqual([{}]);
      expect(crossArgs(methodOf(odd, 'named'), ['a', 'b', 'c', 1, [], 'r'], form)).toEqual([
        'a',
        'b',
        'c',
        1,
        [],
        'r',
      ]);
    }
  });

  test('gives an absent parameter as undefined, an absent field not at all', () => {
    const one = loadWire(contractOf('A', [method('it', { a: object({ 'b?': string }), 'c?': string })]));
    expect(crossArgs(methodOf(one, 'it'), [{ b: undefined }], 'json')).toStrictEqual([{}, undefined]);
  });
});

const never = (): never => {
  throw new Error('Not expected');
};

describe('a value of another type', () => {
  const shape = variant(
    'kind',
    { values: ['a'], type: object({ kind: literal('a') }) },
    { values: ['b'], type: object({ kind: literal('b'), size: of('u8') }) },
  );

  test.each<[TypeModel, unknown, string]>([
    [string, 1, 'result on: found 1, expected a string'],
    [list(string), ['a', 2], 'result[1] on: found 2, expected a string'],
    [object({ a: object({ b: string }) }), { a: {} }, 'result.a.b on: found undefined, expected a string'],
    [object({ a: string }), null, 'result on: found null, expected an object'],
    [object({ 'a?': string }), { a: null }, 'result.a on: found null, expected a string'],
    [{ kind: 'record', of: string }, { 'a b': 1 }, 'result["a b"] on: found 1, expected a string'],
    [literal(true), false, 'result on: found false, expected true'],
    [{ kind: 'enum', values: ['a', 'b'] }, 'c', 'result on: found "c", expected "a" or "b"'],
    [union(string, of('null')), 5, 'result on: found 5, expected a string or null'],
    [
      union(string, list(string), of('null')),
      {},
      'result on: found an object, expected a string, a list or null',
    ],
    [union(string, of('null')), () => {}, 'result on: found a function, expected a value'],
    [shape, { kind: 'c' }, 'result on: found "c", expected "a" or "b"'],
    [shape, undefined, 'result on: found undefined, expected "a" or "b"'],
    [shape, { kind: 'b', size: 256 }, 'result.size on: found 256, expected an integer from 0 to 255'],
    [{ kind: 'tuple', of: [string, string] }, ['a'], 'result on: found a list of 1, expected a list of 2'],
    [
      of('s64'),
      1,
      'result on: found 1, expected an integer from -9223372036854775808 to 9223372036854775807, as bigint',
    ],
    [of('bytes'), [1], 'result on: found a list, expected a Uint8Array'],
    [of('date'), new Date(Number.NaN), 'result on: found an invalid Date, expected a valid Date'],
    [stub('Session'), 'x', 'result on: found "x", expected an object'],
  ])('%j refuses %o', (type, value, expected) => {
    expect(refusal(type, value)).toBe(`invalid_value: Cannot pass ${expected}`);
  });

  test('and a tuple of another length is refused where it is read', () => {
    const one = loadWire(contractOf('A', [method('it', { a: { kind: 'tuple', of: [string, string] } })]));
    const read = () =>
      readMessage({ cells: [1, 'a', 'b'], attachments: [] }, (reader) =>
        methodOf(one, 'it').readArgs(reader),
      );
    expect(read).toThrow('Cannot pass a on: found 1, expected a list of 2');
  });

  test('names the argument that it stands in', () => {
    const { cells, attachments } = messageOf((writer) =>
      methodOf(loadWire(agent), 'start').writeArgs(writer, [{ id: 'a', command: 'b', env: { FOO: 'x' } }]),
    );
    const changed = cells.map((cell) => (cell === 'x' ? 5 : cell));
    const read = () =>
      readMessage({ cells: changed, attachments }, (reader) =>
        methodOf(loadWire(agent), 'start').readArgs(reader),
      );
    expect(read).toThrow('Cannot pass app.env.FOO on: found 5, expected a string');
  });
});

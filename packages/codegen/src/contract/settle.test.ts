import { describe, expect, test } from 'vitest';
import { faultsOf, read, withMethod } from '../../fixtures/contract-text.ts';
import type { TypeModel } from './model.ts';

const types = `
type Id = string;
type State = 'on' | 'off';
type Maybe = string | undefined;
type Loose = string | null;
type Yes = true;
interface Cat { kind: 'cat'; lives: number }
interface Dog { kind: 'dog'; name: string }
interface Bird { kind: 'jay' | 'owl'; wings: number }
type Pet = Cat | Dog;
interface Plain { a: string }
interface Session { end(): Promise<void> }
`;

const imports = "import type { u32, u64 } from '@mortise/core';\n";

const typeOf = async (type: string): Promise<TypeModel | undefined> =>
  (await read(withMethod(`m(a: ${type}): Promise<void>;`, types, imports))).methods[0]?.params[0]?.type;

const string = { kind: 'string' } as const;
const number = { kind: 'number' } as const;
const nothing = { kind: 'null' } as const;
const ref = (name: string) => ({ kind: 'ref', name }) as const;
const option = (of: TypeModel) => ({ kind: 'option', of }) as const;
const union = (...of: TypeModel[]) => ({ kind: 'union', of }) as const;
const cat = { values: ['cat'], type: ref('Cat') };
const dog = { values: ['dog'], type: ref('Dog') };

describe('a union comes to', () => {
  test.each<[string, TypeModel]>([
    ["'a' | 'b' | 'a'", { kind: 'enum', values: ['a', 'b'] }],
    ['1 | 2', { kind: 'enum', values: [1, 2] }],
    ["'a' | 'a'", { kind: 'literal', value: 'a' }],
    ["'a' | 1 | 2", union({ kind: 'literal', value: 'a' }, { kind: 'enum', values: [1, 2] })],
    ['true | false', { kind: 'boolean' }],
    ['Yes | false', { kind: 'boolean' }],
    ['true | boolean', { kind: 'boolean' }],
    ['true | null', union({ kind: 'literal', value: true }, nothing)],
    ["string | 'a'", string],
    ['1 | number | string', union(number, string)],
    ['string | undefined', option(string)],
    ['undefined | string | null', option(union(string, nothing))],
    ['undefined | undefined', { kind: 'undefined' }],
    ['(string | undefined) | null', option(union(string, nothing))],
    ['Id | undefined', option(ref('Id'))],
    ['Id | string', ref('Id')],
    ['State | undefined', option(ref('State'))],
    ['State | null', union(ref('State'), nothing)],
    ["State | 'on'", ref('State')],
    ["State | 'idle'", { kind: 'enum', values: ['on', 'off', 'idle'] }],
    ['State | string', string],
    ['Maybe | undefined', ref('Maybe')],
    ['Maybe', ref('Maybe')],
    ['Maybe | null', option(union(string, nothing))],
    ['Loose | undefined', option(ref('Loose'))],
    ['Loose | number', union(string, nothing, number)],
    ['Cat | undefined', option(ref('Cat'))],
    ['Cat | Cat', ref('Cat')],
    ['Pet | null', union(ref('Pet'), nothing)],
    ['Pet | Cat', ref('Pet')],
    [
      'Pet | Bird',
      { kind: 'variant', tag: 'kind', cases: [cat, dog, { values: ['jay', 'owl'], type: ref('Bird') }] },
    ],
    ['Cat | Dog | string', union({ kind: 'variant', tag: 'kind', cases: [cat, dog] }, string)],
    ['Date | Uint8Array | bigint', union({ kind: 'date' }, { kind: 'bytes' }, { kind: 'bigint' })],
    ['u32 | u64 | null', union({ kind: 'u32' }, { kind: 'u64' }, nothing)],
    ['string[] | Plain', union({ kind: 'list', of: string }, ref('Plain'))],
    ['string[] | readonly string[]', { kind: 'list', of: string }],
    ['Session | undefined', option({ kind: 'stub', name: 'Session' })],
  ])('%s', async (type, expected) => {
    expect(await typeOf(type)).toEqual(expected);
  });

  test.each([
    ['{ ok: true; value: string } | { ok: false; code: string }', 'ok', [[true], [false]]],
    ['{ v: 1; a: string } | { v: 2; a: string }', 'v', [[1], [2]]],
    // The first field of the first member whose values are disjoint, though `b` could be it too.
    ["{ x: string; a: 1; b: 'p' } | { b: 'q'; a: 2; x: string }", 'a', [[1], [2]]],
    // `a` is the same in both, `b` may be missing.
    ["{ a: 1; b?: 1; c: 'x' } | { a: 1; b: 2; c: 'y' }", 'c', [['x'], ['y']]],
    ['{ state: State } | { state: 3 }', 'state', [['on', 'off'], [3]]],
  ])('%s, told apart by its tag', async (type, tag, values) => {
    expect(await typeOf(type)).toMatchObject({
      kind: 'variant',
      tag,
      cases: values.map((one) => ({ values: one, type: { kind: 'object' } })),
    });
  });

  test.each([
    ['a?: string | undefined', string],
    ['a?: Maybe', string],
    ['a?: Maybe | null', union(string, nothing)],
    ['a?: State', ref('State')],
    ['a?: State | undefined', ref('State')],
    ['a?: undefined', { kind: 'undefined' }],
  ])('an optional field: %s', async (field, type) => {
    const object = { kind: 'object', fields: [{ name: 'a', type, optional: true }] };
    expect(await typeOf(`{ ${field} }`)).toEqual(object);
  });
});

describe('a union is refused', () => {
  test.each([
    ['Cat | Plain', "'Cat' and 'Plain', which a receiver cannot tell apart", 'a field of its own literal'],
    ['{ a: string } | { b: string }', "'{ a: string }' and '{ b: string }'", "kind: 'a' and kind: 'b'"],
    ['Pet | Plain', "'Cat' and 'Plain'", 'a field of its own literal'],
    [
      "Cat | { kind: 'cat'; b: string }",
      "'Cat' and '{ kind: 'cat'; b: string }'",
      'a field of its own literal',
    ],
    ['Cat | { kind?: 1 }', "'Cat' and '{ kind?: 1 }'", 'a field of its own literal'],
    ['Cat | Record<string, string>', "'Cat' and 'Record<string, string>'", 'both, optional'],
    ['string[] | number[]', "'string[]' and 'number[]'", 'one list whose items are a union'],
    ['[string] | string[]', "'[string]' and 'string[]'", 'one list'],
    ['u32 | number', "'u32' and 'number'", 'write the one that holds all values'],
    ['u32 | 5', "'u32' and 5", 'write the one that holds all values'],
    ['u64 | bigint', "'u64' and 'bigint'", 'write the one that holds all values'],
    ['Session | string', "'string' beside 'Session', which has methods", 'write Session | undefined'],
    ['null | Session', "'null' beside 'Session'", 'Session | undefined'],
    ['Session | Plain', "'Plain' beside 'Session'", 'Session | undefined'],
  ])('%s', async (type, found, hint) => {
    const faults = await faultsOf(withMethod(`m(a: ${type}): Promise<void>;`, types, imports));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^4:\d+ A\.m/);
    expect(faults[0]).toContain(found);
    expect(faults[0]).toContain(hint);
  });

  test('once, where it is declared, however often it is used', async () => {
    const more = 'type Bad = string[] | number[];';
    const text = withMethod('m(a: Bad, b: Bad | null, c: { d?: Bad }): Promise<Bad[]>;', more);
    expect(await faultsOf(text)).toEqual([expect.stringMatching(/^5:\d+ Bad: found 'string\[\]' and/)]);
  });
});

describe('a union that holds itself', () => {
  const typesOf = async (more: string) => (await read(withMethod('m(a: U): Promise<U>;', more))).types;

  test('keeps its name where it is optional', async () => {
    const one = { kind: 'object', fields: [{ name: 'a', type: ref('U'), optional: true }] } as const;
    expect((await typesOf('type U = { a?: U } | undefined;')).U?.type).toEqual(option(one));
  });

  test('keeps its name where another one has the objects', async () => {
    const types = await typesOf('type U = V | undefined;\ntype V = { k: 1; a?: U } | { k: 2 };');
    expect(types.U?.type).toEqual(option(ref('V')));
    const fields = [
      { name: 'k', type: { kind: 'literal', value: 1 } },
      { name: 'a', type: ref('U'), optional: true },
    ];
    expect(types.V?.type).toMatchObject({ kind: 'variant', cases: [{ type: { fields } }, { values: [2] }] });
  });

  test('is the same whichever of two that hold each other comes first', async () => {
    const lines = ['type U = { a?: V } | undefined;', 'type V = { b?: U } | undefined;'];
    const text = (method: string) => withMethod(method, lines.join('\n'));
    const one = await read(text('m(a: U, b: V): Promise<void>;'));
    expect((await read(text('m(a: V, b: U): Promise<void>;'))).types).toEqual(one.types);
  });

  test.each([['type U = { a: U | null } | undefined;'], ['type U = { k: 1; n: U | { k: 3 } } | { k: 2 };']])(
    'needs a name for an object that is in two unions: %s',
    async (more) => {
      expect(await faultsOf(withMethod('m(a: U): Promise<U>;', more))).toEqual([
        expect.stringMatching(/^5:17 U: found an object without a name that holds itself/),
      ]);
    },
  );
});

test('names that hold each other twice, and twice again, are looked at once', async () => {
  const each = Array.from({ length: 40 }, (_, index) => `type A${index} = A${index + 1} | A${index + 1};`);
  const more = [...each, "type A40 = 'a' | 'b';", "type T = { k: A0 } | { k: 'c'; z: 1 };"].join('\n');
  const { types } = await read(withMethod('m(a: T): Promise<A0>;', more));
  expect(types.A0?.type).toEqual(ref('A1'));
  expect(types.T?.type).toMatchObject({
    kind: 'variant',
    cases: [{ values: ['a', 'b'] }, { values: ['c'] }],
  });
});

test.each([
  ['lists', `string${'[]'.repeat(3000)}`],
  ['objects', `${'{ a: '.repeat(2000)}string${' }'.repeat(2000)}`],
])('%s that are nested too deeply are a fault of the file', async (_, type) => {
  await expect(read(withMethod(`m(a: ${type}): Promise<void>;`))).rejects.toMatchObject({
    code: 'invalid_document',
    message: expect.stringMatching(/a\.contract\.ts.*\n.*types nested too deeply/),
  });
});

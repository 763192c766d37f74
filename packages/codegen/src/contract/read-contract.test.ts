import { describe, expect, test } from 'vitest';
import { runtimeContract } from '../../fixtures/agent-workspace.ts';
import type { ContractModel } from './model.ts';
import { readContract } from './read-contract.ts';

const read = (text: string): Promise<ContractModel> => readContract(text, 'a.contract.ts');

const withMethod = (method: string, more = ''): string =>
  `/** @contract demo:a@1.0.0 */\nexport interface A {\n  ${method}\n}\n${more}`;

const faultsOf = async (text: string): Promise<string[]> => {
  try {
    await read(text);
  } catch (error) {
    const { faults, code } = error as {
      code: string;
      faults: { line: number; path?: string; found: string; expected: string }[];
    };
    expect(code).toBe('invalid_document');
    return faults.map(({ line, path = '', found, expected }) => `${line} ${path}: ${found}; ${expected}`);
  }
  return [];
};

describe('readContract()', () => {
  test('reads the interface with its docs, tags and types', async () => {
    const model = await read(runtimeContract);
    expect(model).toMatchObject({
      model: 1,
      id: 'era:runtime@1',
      version: '1.0.0',
      name: 'Runtime',
      doc: 'Runs applications.',
    });
    expect(Object.keys(model.types)).toEqual(['App', 'Line']);
    const [start, stop, list, logs] = model.methods;
    expect(start).toEqual({
      name: 'start',
      params: [{ name: 'app', type: { kind: 'ref', name: 'App' } }],
      result: { kind: 'promise', type: { kind: 'void' } },
      throws: [{ code: 'app_running', doc: 'where it runs' }],
    });
    expect(stop?.params[1]).toEqual({ name: 'timeout', type: { kind: 'number' }, optional: true });
    expect(list?.result).toEqual({
      kind: 'promise',
      type: { kind: 'list', of: { kind: 'ref', name: 'App' } },
    });
    expect(logs).toMatchObject({ cancellable: true, result: { kind: 'stream' }, params: [{ name: 'id' }] });
  });

  test.each([
    ['Uint8Array', { kind: 'bytes' }],
    ['string | null', { kind: 'union', of: [{ kind: 'string' }, { kind: 'null' }] }],
    [
      'ReadonlyArray<1 | -2>',
      {
        kind: 'list',
        of: {
          kind: 'union',
          of: [
            { kind: 'literal', value: 1 },
            { kind: 'literal', value: -2 },
          ],
        },
      },
    ],
    ['[string, boolean]', { kind: 'tuple', of: [{ kind: 'string' }, { kind: 'boolean' }] }],
    ['Record<string, number>', { kind: 'record', of: { kind: 'number' } }],
    ['{ readonly [key: string]: number }', { kind: 'record', of: { kind: 'number' } }],
    [
      "{ 'a-b'?: string }",
      { kind: 'object', fields: [{ name: 'a-b', optional: true, type: { kind: 'string' } }] },
    ],
    ['Readonly<(true)[]>', { kind: 'list', of: { kind: 'literal', value: true } }],
  ])('reads %s', async (type, expected) => {
    const model = await read(withMethod(`m(a: ${type}): Promise<void>;`));
    expect(model.methods[0]?.params[0]?.type).toEqual(expected);
  });

  test('reads a type that holds itself once', async () => {
    const { types } = await read(
      withMethod('m(): Promise<Tree>;', 'interface Tree { readonly children: Tree[] }'),
    );
    expect(types).toEqual({
      Tree: {
        type: {
          kind: 'object',
          fields: [{ name: 'children', type: { kind: 'list', of: { kind: 'ref', name: 'Tree' } } }],
        },
      },
    });
  });

  test('takes in what an interface of the same file extends', async () => {
    const base = 'interface Base { ping(): Promise<void> }';
    const model = await read(
      `${base}\n/** @contract demo:a@1.0.0 */\nexport interface A extends Base { pong(): Promise<void> }`,
    );
    expect(model.methods.map(({ name }) => name)).toEqual(['ping', 'pong']);
  });

  test.each([
    ['a result that is no promise', 'm(): string;', /Promise<T> or AsyncIterable<T>/],
    ['no result', 'm();', /no result type/],
    ['any', 'm(a: any): Promise<void>;', /'any'.*the shape itself/],
    ['unknown', 'm(a: unknown): Promise<void>;', /'unknown'/],
    ['a Date', 'm(a: Date): Promise<void>;', /number, in milliseconds/],
    ['a Map', 'm(a: Map<string, string>): Promise<void>;', /Record<string, T>/],
    ['a bigint', 'm(a: bigint): Promise<void>;', /number or string/],
    ['a function', 'm(a: () => void): Promise<void>;', /'\(\) => void'/],
    ['an intersection', 'm(a: { a: string } & { b: string }): Promise<void>;', /JSON can say/],
    ['a parameter without a type', 'm(a): Promise<void>;', /no type; a type/],
    ['a rest parameter', 'm(...a: string[]): Promise<void>;', /a list/],
    [
      'a destructured parameter',
      'm({ a }: { a: string }): Promise<void>;',
      /a destructured parameter; a name/,
    ],
    ['a signal that is not last', 'm(a: AbortSignal, b: string): Promise<void>;', /before other parameters/],
    ['a generic method', 'm<T>(): Promise<void>;', /without type parameters/],
    ['an optional method', 'm?(): Promise<void>;', /every plugin has/],
    ['a property', 'readonly m: string;', /methods only/],
    ['a call signature', '(): Promise<void>;', /methods only/],
    ['a method twice', 'm(): Promise<void>; m(a: string): Promise<void>;', /'m' twice/],
    ['then', 'then(): Promise<void>;', /language does not use itself/],
    ['toJSON', 'toJSON(): Promise<void>;', /language does not use itself/],
    ['constructor', "'constructor'(): Promise<void>;", /method/],
    ['__proto__', '__proto__(): Promise<void>;', /language does not use itself/],
    ['a deadline that is no time', '/** @deadline soon */ m(): Promise<void>;', /a time such as 5s/],
    ['an unknown type', 'm(a: Elsewhere): Promise<void>;', /a type of this file/],
  ])('refuses %s, with line and member', async (_, method, expected) => {
    const faults = await faultsOf(withMethod(method));
    expect(faults.join('\n')).toMatch(expected);
    expect(faults[0]).toMatch(/^[23] A/);
  });

  test.each([
    ['an enum', withMethod('m(a: E): Promise<void>;', 'enum E { A }'), /a union of literals/],
    [
      'a generic type',
      withMethod('m(a: G<string>): Promise<void>;', 'interface G<T> { a: T }'),
      /without parameters/,
    ],
    [
      'an interface with methods as a value',
      withMethod('m(a: S): Promise<void>;', 'interface S { f(): void }'),
      /fields only/,
    ],
    [
      'an import',
      `import type { X } from './x.ts';\n${withMethod('m(): Promise<void>;')}`,
      /in its own file/,
    ],
    ['no contract', 'export interface A { m(): Promise<void> }', /no interface with a @contract tag/],
    [
      'two contracts',
      withMethod('m(): Promise<void>;') + withMethod('m(): Promise<void>;').replaceAll('A ', 'B '),
      /one contract a file/,
    ],
    [
      'an interface that is not exported',
      withMethod('m(): Promise<void>;').replace('export ', ''),
      /not exported/,
    ],
    ['a contract without methods', '/** @contract demo:a@1.0.0 */\nexport interface A {}', /no methods/],
    [
      'a bad tag',
      withMethod('m(): Promise<void>;').replace('demo:a@1.0.0', 'Demo:a@1'),
      /era:runtime@1\.0\.0/,
    ],
    ['what is no TypeScript', 'export interface {', /TypeScript/],
  ])('refuses %s', async (_, text, expected) => {
    expect((await faultsOf(text)).join('\n')).toMatch(expected);
  });

  test('names all faults at once', async () => {
    expect(
      await faultsOf(withMethod('a(x: any): string;\n  b(): Promise<Map<string, string>>;')),
    ).toHaveLength(3);
  });
});

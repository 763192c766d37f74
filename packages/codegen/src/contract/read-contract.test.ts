import { describe, expect, test } from 'vitest';
import { runtimeContract } from '../../fixtures/agent-workspace.ts';
import { faultsOf, read, withMethod } from '../../fixtures/contract-text.ts';

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
    expect(model.types).toMatchObject({ App: { doc: 'What runs.' }, Line: { doc: 'One line.' } });
    expect(model.interfaces).toEqual({});
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
    ['string', { kind: 'string' }],
    ['bigint', { kind: 'bigint' }],
    ['Date', { kind: 'date' }],
    ['Uint8Array', { kind: 'bytes' }],
    ['undefined', { kind: 'undefined' }],
    ['-1.5e3', { kind: 'literal', value: -1500 }],
    ['-0', { kind: 'literal', value: 0 }],
    ['1_000', { kind: 'literal', value: 1000 }],
    ['[string, boolean]', { kind: 'tuple', of: [{ kind: 'string' }, { kind: 'boolean' }] }],
    ['readonly [a: string]', { kind: 'tuple', of: [{ kind: 'string' }] }],
    ['Record<string, number>', { kind: 'record', of: { kind: 'number' } }],
    ['{ readonly [key: string]: number }', { kind: 'record', of: { kind: 'number' } }],
    [
      "{ 'a-b'?: string; 1: null }",
      {
        kind: 'object',
        fields: [
          { name: 'a-b', type: { kind: 'string' }, optional: true },
          { name: '1', type: { kind: 'null' } },
        ],
      },
    ],
    ['Readonly<(true)[]>', { kind: 'list', of: { kind: 'literal', value: true } }],
    ['ReadonlyArray<readonly Date[]>', { kind: 'list', of: { kind: 'list', of: { kind: 'date' } } }],
  ])('reads %s', async (type, expected) => {
    const model = await read(withMethod(`m(a: ${type}): Promise<void>;`));
    expect(model.methods[0]?.params[0]?.type).toEqual(expected);
  });

  test.each(['u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64'])('reads %s of core', async (kind) => {
    const imports = `import type { ${kind}, ${kind} as Own } from '@mortise/core';\n`;
    const model = await read(withMethod(`m(a: ${kind}, b: Own[]): Promise<void>;`, '', imports));
    expect(model.methods[0]?.params.map(({ type }) => type)).toEqual([
      { kind },
      { kind: 'list', of: { kind } },
    ]);
    expect(model.types).toEqual({});
  });

  test('reads types that hold themselves once, whichever comes first', async () => {
    const node = "interface Branch { readonly kind: 'branch'; readonly left: Tree; right?: Tree }";
    const leaf = "interface Leaf { kind: 'leaf'; value: number }";
    for (const result of ['Tree', 'Branch']) {
      const { types } = await read(
        withMethod(`m(): Promise<${result}>;`, `${node}\n${leaf}\ntype Tree = Leaf | Branch;`),
      );
      expect(Object.keys(types)).toEqual(['Branch', 'Leaf', 'Tree']);
      expect(types.Tree?.type).toEqual({
        kind: 'variant',
        tag: 'kind',
        cases: [
          { values: ['leaf'], type: { kind: 'ref', name: 'Leaf' } },
          { values: ['branch'], type: { kind: 'ref', name: 'Branch' } },
        ],
      });
      expect(types.Branch?.type).toMatchObject({
        fields: [
          { name: 'kind', type: { kind: 'literal', value: 'branch' } },
          { name: 'left', type: { kind: 'ref', name: 'Tree' } },
          { name: 'right', type: { kind: 'ref', name: 'Tree' }, optional: true },
        ],
      });
    }
  });

  test('takes in what an interface of the same file extends', async () => {
    const base = 'interface Base { ping(): Promise<void> }';
    const model = await read(
      `${base}\n/** @contract demo:a@1.0.0 */\nexport interface A extends Base { pong(): Promise<void> }`,
    );
    expect(model.methods.map(({ name }) => name)).toEqual(['ping', 'pong']);
  });

  test('takes a field that is declared again for the inner one, whatever its quotes', async () => {
    const more =
      "interface B { a: string; 'b-c': string; 1: string }\ninterface T extends B { 'a': 'x'; 'b-c': 'y'; '1': 'z' }";
    const { types } = await read(withMethod('m(t: T): Promise<void>;', more));
    expect(types.T?.type).toEqual({
      kind: 'object',
      fields: [
        { name: 'a', type: { kind: 'literal', value: 'x' } },
        { name: 'b-c', type: { kind: 'literal', value: 'y' } },
        { name: '1', type: { kind: 'literal', value: 'z' } },
      ],
    });
  });

  test('reads the same whichever way lines end', async () => {
    const text = withMethod(
      '/**\n * One\n * two.\n * @throws a_b when\n *   three\n */\n  m(): Promise<void>;',
    );
    expect(await read(text.replaceAll('\n', '\r\n'))).toEqual(await read(text));
  });

  test('takes a signal that may be undefined for what it is', async () => {
    const model = await read(withMethod('m(a: string, signal: AbortSignal | undefined): Promise<void>;'));
    expect(model.methods[0]).toMatchObject({ params: [{ name: 'a' }], cancellable: true });
    expect(model.methods[0]?.params).toHaveLength(1);
  });

  test('streams a parameter', async () => {
    const model = await read(
      withMethod('m(a: AsyncIterable<Uint8Array>, b?: AsyncIterable<string> | undefined): Promise<void>;'),
    );
    expect(model.methods[0]?.params).toEqual([
      { name: 'a', type: { kind: 'stream', of: { kind: 'bytes' } } },
      { name: 'b', type: { kind: 'stream', of: { kind: 'string' } }, optional: true },
    ]);
  });

  test('leaves out what its methods do not reach, without looking at it', async () => {
    const model = await read(
      withMethod('m(): Promise<void>;', 'interface Unused { f: Map<string, string> }'),
    );
    expect(model.types).toEqual({});
  });

  test('names all faults at once, in the order of the source', async () => {
    const faults = await faultsOf(
      withMethod(
        'a(x: T): string;\n  b(): Promise<Map<string, string>>;',
        'interface T { t: any; s: Set<string> }',
      ),
    );
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['3:12', '4:16', '6:25', '6:33']);
  });
});

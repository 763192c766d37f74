import { describe, expect, test } from 'vitest';
import { faultsOf, read, withMethod } from '../../fixtures/contract-text.ts';

const imports = "import type { Owned } from '@mortise/core';\n";
const session = `
/** One run. */
interface Session extends AsyncDisposable {
  /** Says it again. */
  say(text: string): Promise<Line>;
  fork(): Promise<Session>;
}
interface Line { text: string }
`;

describe('an interface with methods', () => {
  test('crosses as a stub, with what it reaches', async () => {
    const model = await read(
      withMethod('open(other?: Session, mine?: Owned<Session>): Promise<Session>;', session, imports),
    );
    expect(model.methods[0]).toMatchObject({
      params: [
        { type: { kind: 'stub', name: 'Session' }, optional: true },
        { type: { kind: 'stub', name: 'Session', owned: true }, optional: true },
      ],
      result: { type: { kind: 'stub', name: 'Session' } },
    });
    expect(model.interfaces).toEqual({
      Session: {
        doc: 'One run.',
        methods: [
          {
            name: 'say',
            doc: 'Says it again.',
            params: [{ name: 'text', type: { kind: 'string' } }],
            result: { kind: 'promise', type: { kind: 'ref', name: 'Line' } },
          },
          { name: 'fork', params: [], result: { kind: 'promise', type: { kind: 'stub', name: 'Session' } } },
        ],
        disposable: 'async',
      },
    });
    expect(Object.keys(model.types)).toEqual(['Line']);
  });

  test.each([
    ['interface S extends Disposable {}', 'sync', []],
    [
      'interface B extends AsyncDisposable { b(): Promise<void> }\ninterface S extends B, Disposable {}',
      'async',
      ['b'],
    ],
    [
      'interface B { b(): Promise<void> }\ninterface S extends B { s(): Promise<void> }',
      undefined,
      ['b', 's'],
    ],
    ['interface B { b(): Promise<void> }\ntype S = B;', undefined, ['b']],
  ])('%s', async (more, disposable, methods) => {
    const { interfaces } = await read(withMethod('m(): Promise<S>;', more));
    const [one] = Object.values(interfaces);
    expect(one?.disposable).toBe(disposable);
    expect(one?.methods.map(({ name }) => name)).toEqual(methods);
  });

  test('may be the contract itself', async () => {
    const model = await read(withMethod('child(): Promise<A>;'));
    expect(model.methods[0]?.result.type).toEqual({ kind: 'stub', name: 'A' });
    expect(model.interfaces).toEqual({ A: { methods: model.methods } });
    expect((await read(withMethod('m(): Promise<void>;'))).interfaces).toEqual({});
  });

  test('stands in fields, lists and streams', async () => {
    const model = await read(withMethod('m(): AsyncIterable<{ all: Session[] }>;', session));
    expect(Object.keys(model.interfaces)).toEqual(['Session']);
  });
});

test.each([
  [
    'fields beside methods',
    'm(s: S): Promise<void>;',
    'interface S { a: string; m(): Promise<void> }',
    "the property 'a', expected methods only (write a(): Promise<string>, or put it into an interface without methods)",
  ],
  [
    'fields under a base with methods',
    'm(s: S): Promise<void>;',
    'interface B { m(): Promise<void> }\ninterface S extends B { a: string }',
    "the property 'a'",
  ],
  [
    'methods that return no promise',
    'm(s: S): Promise<void>;',
    'interface S { m(): string }',
    "the result 'string'",
  ],
  ['a contract that is disposable', 'm(): Promise<void>;', '', 'a contract that is disposable'],
  [
    'Owned of a value',
    'm(s: Owned<V>): Promise<void>;',
    'interface V { a: string }',
    "'Owned<V>', expected Owned<T> of an interface with methods (write V",
  ],
  [
    'Owned in a result',
    'm(): Promise<Owned<S>>;',
    'interface S { m(): Promise<void> }',
    'Owned<T> only as the type of a parameter',
  ],
  [
    'Owned in a list',
    'm(s: Owned<S>[]): Promise<void>;',
    'interface S { m(): Promise<void> }',
    'Owned<T> only as the type of a parameter',
  ],
  ['Owned of nothing', 'm(s: Owned): Promise<void>;', '', 'Owned<T> only as the type of a parameter'],
  [
    'bases that differ in a method',
    'm(s: S): Promise<void>;',
    'interface X { x(): Promise<string> }\ninterface Y { x(): Promise<number> }\ninterface S extends X, Y {}',
    "the method 'x' twice",
  ],
])('readContract() refuses %s', async (what, method, more, fault) => {
  const head = what.includes('disposable') ? 'A extends AsyncDisposable {' : 'A {';
  const faults = await faultsOf(withMethod(method, more, imports).replace('A {', head));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(fault);
});

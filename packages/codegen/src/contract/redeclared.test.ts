import { describe, expect, test } from 'vitest';
import { faultsOf, withMethod } from '../../fixtures/contract-text.ts';

const more = `
type Names = 'a' | 'b';
type Tree = { kids: Tree[] };
interface Base { end(): Promise<void> }
interface Session extends Base { more(): Promise<void> }
`;

describe('a field that is declared again', () => {
  const faultsWith = (outer: string, inner: string) => {
    const types = `interface B { ${outer} }\ninterface C extends B {}\ninterface T extends C { ${inner} }`;
    return faultsOf(withMethod('m(t: T): Promise<void>;', `${types}\n${more}`));
  };

  test.each([
    ['a: string', 'a: number'],
    ["a: 'x'", 'a: string'],
    ['a: Names', "a: 'c'"],
    ['a: string', 'a?: string'],
    ['a: string', 'a: string | undefined'],
    ['a: string[]', 'a: number[]'],
    ['a: [string]', 'a: [string, string]'],
    ['a: Record<string, string>', 'a: Record<string, number>'],
    ['a: { b: string }', 'a: { b: number }'],
    ['a: { b: string }', 'a: { c: string }'],
    ['a: Tree', 'a: { kids: string[] }'],
    ['a: string', 'a: string[]'],
    ['a: Session', 'a: string'],
  ])('is refused where it was %s and is %s', async (outer, inner) => {
    expect(await faultsWith(outer, inner)).toEqual([
      expect.stringMatching(
        /^7:\d+ T\.a: found the field 'a' with another type than the inherited one, expected a type/,
      ),
    ]);
  });

  test.each([
    ['a: string', "a: 'x'"],
    ['a?: string', 'a: string'],
    ['a?: string', 'a?: string | undefined'],
    ['a: string | number', 'a: number'],
    ['a: Names', "a: 'b'"],
    ['a: readonly string[]', 'a: [string, string]'],
    ['a: Tree', 'a: { kids: { kids: Tree[]; more: string }[] }'],
    ['a: Record<string, string>', 'a: { b: string }'],
    ['a: Base', 'a: Session'],
    ['a: boolean', 'a: true'],
    ['a: { b?: string }', 'a: { c: string }'],
  ])('may be narrower: it was %s and is %s', async (outer, inner) => {
    expect(await faultsWith(outer, inner)).toEqual([]);
  });
});

describe('a method that is declared again', () => {
  const faultsWith = (outer: string, inner: string) => {
    const types = `interface B { ${outer} }\ninterface T extends B { ${inner} }`;
    return faultsOf(withMethod('m(): Promise<T>;', `${types}\n${more}`));
  };

  test.each([
    ['n(): Promise<string>', 'n(): Promise<number>'],
    ['n(): Promise<void>', 'n(): Promise<string>'],
    ['n(): Promise<string>', 'n(): AsyncIterable<string>'],
    ['n(a: string): Promise<void>', 'n(a: number): Promise<void>'],
    ['n(): Promise<void>', 'n(a: string): Promise<void>'],
    ['n(a: AsyncIterable<string>): Promise<void>', 'n(a: AsyncIterable<number>): Promise<void>'],
  ])('is refused where it was %s and is %s', async (outer, inner) => {
    expect(await faultsWith(outer, inner)).toEqual([
      expect.stringMatching(/^6:\d+ T\.n: found the method 'n' with other types than the inherited one/),
    ]);
  });

  test.each([
    ['n(): Promise<string>', "n(): Promise<'x'>"],
    ['n(): Promise<void>', 'n(): Promise<undefined>'],
    ['n(a: string): Promise<void>', 'n(): Promise<void>'],
    ['n(): Promise<void>', 'n(a?: string): Promise<void>'],
    ['n(a: string): Promise<void>', "n(a: 'x'): Promise<void>"],
    ['n(): Promise<Base>', 'n(): Promise<Session>'],
    ['n(signal: AbortSignal): Promise<void>', 'n(): Promise<void>'],
  ])('may be one that stands in for it: it was %s and is %s', async (outer, inner) => {
    expect(await faultsWith(outer, inner)).toEqual([]);
  });
});

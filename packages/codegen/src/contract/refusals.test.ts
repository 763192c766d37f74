import { expect, test } from 'vitest';
import { faultsOf, withMethod } from '../../fixtures/contract-text.ts';

const crossing = 'expected a type whose values can cross a boundary';

test.each([
  ['any', `the type 'any', ${crossing} (write the shape itself, or a recursive type Json)`],
  ['unknown', 'write the shape itself'],
  ['object', 'write the fields out, or Record<string, T>'],
  ['symbol', 'write string'],
  ['unique symbol', 'write string'],
  ['never', 'write the type that is meant'],
  ['void', 'found void, expected a value (write undefined)'],
  ['1n', 'write bigint'],
  ['() => void', 'write an interface with one method'],
  ['new () => Date', 'take an interface with methods'],
  ['Function', 'write an interface with one method'],
  ['Map<string, Date>', '(write Record<string, Date>)'],
  ['Map<number, string>', '(write [number, string][])'],
  ['ReadonlyMap<string, number>', '(write Record<string, number>)'],
  ['Set<string>', '(write string[])'],
  ["Set<'a' | 'b'>", "(write ('a' | 'b')[])"],
  ['Promise<string>', '(write string: only the whole result of a method is a promise)'],
  ['AsyncIterable<string>[]', 'as the result or as a parameter of its own'],
  ['AbortSignal[]', 'write signal?: AbortSignal as the last parameter'],
  ['{ signal: AbortSignal }', 'write signal?: AbortSignal as the last parameter'],
  ['Buffer', '(write Uint8Array)'],
  ['Uint8Array<SharedArrayBuffer>', '(write Uint8Array)'],
  ['ArrayBuffer', '(write Uint8Array)'],
  ['Float64Array', 'write number[]'],
  ['NodeJS.ReadableStream', 'write AsyncIterable<Uint8Array>'],
  ['Readable', 'write AsyncIterable<Uint8Array>'],
  ['EventEmitter', 'make each event a method'],
  ['Error', 'name its code in @throws'],
  ['URL', '(write string)'],
  ['String', '(write string)'],
  ['Partial<V>', '(write the fields out, each with a ?)'],
  ["Pick<V, 'a'>", 'write the fields out, in an interface'],
  ["Omit<V, 'a'>", 'write the fields out, in an interface'],
  ['V & { b: string }', 'an interface that extends the others'],
  ['string & {}', '(write string)'],
  ["{ __brand: 'x' } & number", '(write number)'],
  ['V extends string ? 1 : 2', 'write the type that is meant'],
  ["{ [K in 'a' | 'b']: string }", 'write the fields out, or Record<string, T>'],
  ['`a${string}`', 'write string'],
  ['`a`', 'found '],
  ['keyof V', "write the union of names that is meant: 'a' | 'b'"],
  ['typeof globalThis', 'write the type that is meant'],
  ["V['a']", 'give that type a name'],
  ["import('./b.ts').B", 'import type { Name }'],
  ['this', 'write the name of the interface'],
  ["Record<'a' | 'b', string>", 'write an object with these fields'],
  ['Record<number, string>', '(write Record<string, string>)'],
  ['{ [k: symbol]: string }', "keys of the type 'symbol', expected [key: string]"],
  ['{ [k: number]: string }', "keys of the type 'number', expected [key: string]"],
  ['{ [k: string]: string; a: string }', 'an index signature beside fields, expected one or the other'],
  ['{ m(): Promise<void> }', "'m(): Promise<void>' among fields"],
  ['{ (): Promise<void> }', 'among fields'],
  ['{ get a(): string }', 'write it as a field'],
  ['{ __proto__: string }', "the field '__proto__'"],
  ['{ [Symbol.iterator]: string }', 'the computed field'],
  ['{ a: string; a: string }', "the field 'a' twice"],
  ['[]', 'a tuple without elements'],
  ['[string, number?]', "the optional element 'number?'"],
  ['[string, ...number[]]', "the rest element '...number[]'"],
  ['[a?: string]', "the optional element 'a?: string'"],
  ['G<string>', "the generic type 'G<string>'"],
  ['V<string>', "the generic type 'V<string>'"],
  ['u32', "write import type { u32 } from '@mortise/core' at the top"],
  ['Owned<V>', "write import type { Owned } from '@mortise/core' at the top"],
  ['VV', 'did you mean V?'],
  ['Elsewhere', 'declare Elsewhere in this file, or import it from another contract'],
  ['ns.Elsewhere', 'declare Elsewhere in this file'],
  ['Array', 'write T[]'],
  ['Readonly<string, string>', 'write the type itself'],
  ['Record<string>', 'write Record<string, T>'],
])('readContract() refuses the type %s and says what to write', async (type, fault) => {
  const more = 'interface V { a: string }\ninterface G<T> { a: T }';
  const faults = await faultsOf(withMethod(`m(a: ${type}): Promise<void>;`, more));
  expect(faults.filter((one) => one.startsWith('3:'))).toHaveLength(1);
  expect(faults[0]).toContain(fault);
  expect(faults[0]).toMatch(/^3:\d+ A\.m(\.\S+)?: /);
});

test.each([
  ['m(): string;', "the result 'string', expected Promise<T> or AsyncIterable<T> (write Promise<string>"],
  ['m(): void;', '(write Promise<void>)'],
  ['m(): string | null | Promise<string>;', '(write Promise<string | null>)'],
  ['m(): AsyncGenerator<string>;', '(write AsyncIterable<string>)'],
  ['m(): AsyncGenerator<string, boolean, number>;', '(write AsyncIterable<string>)'],
  ['m(): ReadableStream<string>;', '(write AsyncIterable<string>)'],
  ['m(): PromiseLike<string>;', '(write Promise<string>)'],
  ['m();', 'no result type, expected Promise<T> or AsyncIterable<T> (write Promise<void>'],
  ['m(): Promise<Promise<string>>;', 'only the whole result of a method is a promise'],
  ['m(): Promise<AsyncIterable<string>>;', 'as the result'],
  ['m(): Promise<void | string>;', 'found void'],
  ['m(a): Promise<void>;', 'no type, expected a type'],
  ['m(...a: string[]): Promise<void>;', 'write a: T[]'],
  ['m({ a }: { a: string }): Promise<void>;', 'a destructured parameter, expected a name'],
  ['m(größe: string): Promise<void>;', "the parameter 'größe', expected a name in ASCII"],
  ['m(a: AbortSignal, b: string): Promise<void>;', "the AbortSignal 'a' before other parameters"],
  ['m(a: number = 1): Promise<void>;', "the default of 'a'"],
  ['m(a?: number, b: string): Promise<void>;', "'b' behind the optional 'a'"],
  ['m(a: number, a: number): Promise<void>;', "the parameter 'a' twice"],
  ['m(this: string): Promise<void>;', "a parameter 'this'"],
  ['m<T>(): Promise<void>;', "the generic method 'm'"],
  ['m?(): Promise<void>;', "the optional method 'm'"],
  ['readonly m: string;', "the property 'm', expected methods only (write m(): Promise<string>"],
  [
    'm: (a: string) => Promise<void>;',
    "the property function 'm', expected methods only (write it as a method",
  ],
  ['get m(): string;', "the accessor 'm'"],
  ['(): Promise<void>;', 'which is no method, expected methods only (give it a name'],
  ['[name: string]: string;', 'write a method that takes the name'],
  ['m(): Promise<void>; m(a: string): Promise<void>;', 'give each overload a name of its own'],
  ['then(): Promise<void>;', 'a name that the language does not use itself'],
  ['toJSON(): Promise<void>;', 'a name that the language does not use itself'],
  ["'constructor'(): Promise<void>;", 'a name that the language does not use itself'],
  ['__proto__(): Promise<void>;', 'a name that the language does not use itself'],
  ['toString(): Promise<void>;', 'a name that the language does not use itself'],
  ["'a-b'(): Promise<void>;", 'a name of letters and digits'],
  ['[Symbol.asyncDispose](): Promise<void>;', 'a name of letters and digits'],
])('readContract() refuses the member %s', async (member, fault) => {
  const faults = await faultsOf(withMethod(member));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(fault);
  expect(faults[0]).toMatch(/^3:\d+ A/);
});

const good = withMethod('m(): Promise<void>;');

test.each([
  [
    'an enum',
    withMethod('m(a: E): Promise<void>;', 'enum E { A }'),
    "the enum 'E'",
    '(write a union of its values: type E = 0)',
  ],
  [
    'an enum of numbers',
    withMethod('m(a: E): Promise<void>;', 'enum E { A, B = 5, C, D = -1, E }'),
    "the enum 'E'",
    'type E = 0 | 5 | 6 | -1 | 0)',
  ],
  [
    'an enum of strings',
    withMethod('m(a: E): Promise<void>;', "enum E { A = 'a', B = 'b' }"),
    "the enum 'E'",
    "type E = 'a' | 'b')",
  ],
  [
    'an enum of computed values',
    withMethod('m(a: E): Promise<void>;', 'enum E { A = 1 << 1, B }'),
    "the enum 'E'",
    "type Name = 'a' | 'b'",
  ],
  ['a function', `${good}function f(): void {}`, "found the function 'f', expected", 'no contract'],
  [
    'a function without a name',
    `${good}export default function (): void {}`,
    'found a function,',
    'no contract',
  ],
  [
    'a class',
    withMethod('m(a: C): Promise<void>;', 'class C { a = 1 }'),
    "the class 'C'",
    'write an interface',
  ],
  ['a namespace', `${good}declare global { interface Date { a: string } }`, 'the namespace', 'at the top'],
  ['code', `${good}export const a = 1;`, 'found code, expected interfaces and types only', 'no contract'],
  ['an export of values', `${good}export * from './a.ts';`, 'an export of values', 'export type'],
  [
    'no contract',
    'export interface A { m(): Promise<void> }',
    'no interface with a @contract tag',
    'types alone',
  ],
  ['a mistyped tag', good.replace('@contract', '@contrat'), 'the tag @contrat', 'write @contract'],
  [
    'a @contract in an ordinary comment',
    '/* @contract a:b@1.0.0 */\nexport interface A { m(): Promise<void> }',
    '1:4: found no interface with a @contract tag, but one in an ordinary comment',
    'write /** @contract … */',
  ],
  [
    'a @contract above an import',
    "/** @contract a:b@1.0.0 */\nimport type { u8 } from '@mortise/core';\nexport interface A { m(): Promise<u8> }",
    '1:5: found no interface with a @contract tag, but one in a comment of something else',
    'move it',
  ],
  [
    'a type as a contract',
    '/** @contract a:b@1.0.0 */\nexport type A = {}',
    '@contract on what is no',
    'export interface',
  ],
  ['two contracts', good + good.replaceAll('A ', 'B '), 'a second @contract', 'one contract a file'],
  ['an interface that is not exported', good.replace('export ', ''), 'not exported', 'export interface A'],
  ['a default export', good.replace('export', 'export default'), 'a default export', 'export interface A'],
  ['a generic contract', good.replace('A {', 'A<T> {'), 'a generic interface', 'one contract for each type'],
  ['a contract without methods', '/** @contract demo:a@1.0.0 */\nexport interface A {}', 'no methods', 'one'],
  ['a bad tag', good.replace('demo:a@1.0.0', 'Demo:a@1'), '@contract Demo:a@1', 'era:runtime@1.0.0'],
  ['an empty tag', good.replace('demo:a@1.0.0', ''), '(nothing)', 'era:runtime@1.0.0'],
  [
    'a type that is not exported',
    withMethod('m(h: Hidden): Promise<void>;', ' interface Hidden { a: string }'),
    "the interface 'Hidden', which is not exported, expected exported types",
    'write export interface Hidden',
  ],
  [
    'a value that never ends',
    withMethod('m(n: N): Promise<void>;', 'interface N { next: N }'),
    "'N', each of which",
    'optional',
  ],
  [
    'a tuple that never ends',
    withMethod('m(n: T): Promise<void>;', 'type T = [string, { t: T }];'),
    "'T', each of which",
    '',
  ],
  [
    'a type called toString',
    withMethod('m(n: toString): Promise<void>;', 'type toString = string;'),
    "a declaration of 'toString'",
    '',
  ],
  [
    'a type in other letters',
    withMethod('m(n: Größe): Promise<void>;', 'type Größe = string;'),
    "a declaration of 'Größe'",
    'ASCII',
  ],
])('readContract() refuses %s', async (_, text, found, hint) => {
  const faults = await faultsOf(text);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(found);
  expect(faults[0]).toContain(hint);
});

test.each(
  'arguments await eval implements interface let package private protected public static yield'.split(' '),
)('readContract() refuses a parameter called %s, which strict code cannot have', async (name) => {
  expect(await faultsOf(withMethod(`m(${name}: string, b?: string): Promise<void>;`))).toEqual([
    `3:5 A.m: found the parameter '${name}', expected a name that strict code can have (rename it: the language keeps '${name}' for itself)`,
  ]);
});

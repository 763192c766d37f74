import { describe, expect, test } from 'vitest';
import { runtimeContract } from '../../fixtures/agent-workspace.ts';
import { compile } from '../../fixtures/compile.ts';
import { generateContract } from '../generate/contract.ts';
import { readContract } from './read-contract.ts';

const tag = '/** @contract demo:a@1.0.0 */\n';
const ping = '{ ping(): Promise<void> }';

/** What is said of a contract: its methods where it is accepted, else the faults. */
const verdict = async (text: string): Promise<string> => {
  const read = await readContract(text, 'a.contract.ts').catch((error: Error) => error.message);
  return typeof read === 'string' ? read : read.methods.map(({ name }) => name).join(' ');
};

const accepted: [string, string, string][] = [
  ['the sample', runtimeContract, 'start stop list logs'],
  [
    'extends over two steps',
    `interface C { c(): Promise<void> }\ninterface B extends C { b(): Promise<void> }\n${tag}export interface A extends B { a(): Promise<void> }`,
    'c b a',
  ],
  [
    'a base that is reached twice',
    `interface D ${ping}\ninterface B extends D {}\ninterface C extends D {}\n${tag}export interface A extends B, C {}`,
    'ping',
  ],
  [
    'a method that is declared again',
    `interface B { m(a: string): Promise<void> }\n${tag}export interface A extends B { m(a: string, b?: number): Promise<void> }`,
    'm',
  ],
  [
    'fields over two steps',
    `interface Z { a: string }\ninterface Y extends Z { b: string }\nexport interface X extends Y { c: string }\n${tag}export interface A { m(x: X): Promise<void> }`,
    'm',
  ],
  [
    'types that hold themselves',
    `export type Json = string | number | null | Json[] | { [key: string]: Json };\nexport type B = readonly C[];\nexport type C = B | string;\n${tag}export interface A { m(a: Json, b: B): Promise<void> }`,
    'm',
  ],
  ['an interface called Shape', `${tag}export interface Shape ${ping}`, 'ping'],
  ['an interface called Contract', `${tag}export interface Contract ${ping}`, 'ping'],
  [
    'a type called Shape',
    `export type Shape = string;\n${tag}export interface A { m(a: Shape): Promise<void> }`,
    'm',
  ],
  [
    'a type called contract',
    `export type contract = string;\n${tag}export interface A { m(a: contract): Promise<void> }`,
    'm',
  ],
  [
    'fields of all names',
    `${tag}export interface A { m(a: { 'a-b': string; 1: string; class: string }): Promise<void> }`,
    'm',
  ],
  [
    'each kind of value',
    `${tag}export interface A { m(a: [string, 1 | -2], b: Uint8Array, c: Readonly<{ d?: null }>, e?: Record<string, true>, f?: AbortSignal): AsyncIterable<'x'> }`,
    'm',
  ],
];

describe('a contract that readContract() accepts', () => {
  test.each(accepted)('compiles with its token: %s', async (_, text, methods) => {
    expect(await verdict(text)).toBe(methods);
    const { files } = await generateContract(
      { read: (path) => (path === 'a.contract.ts' ? text : undefined), list: () => [] },
      'a.contract.ts',
    );
    const token = files.find(({ path }) => path === 'a.gen.ts')?.text as string;
    expect(compile({ 'a.contract.ts': text, 'a.gen.ts': token })).toEqual([]);
  });
});

test.each([
  [
    'an interface twice',
    `${tag}export interface A ${ping}\nexport interface A { m(): Promise<void> }`,
    "a second declaration of 'A'",
  ],
  [
    'a value twice',
    `interface V { a: string }\ninterface V { b: string }\n${tag}export interface A { m(v: V): Promise<void> }`,
    "a second declaration of 'V'",
  ],
  [
    'an interface that a class adds to',
    `class V { b = 1 }\ninterface V { a: string }\n${tag}export interface A { m(v: V): Promise<void> }`,
    "a second declaration of 'V'",
  ],
  [
    'type A = A',
    `type T = T;\n${tag}export interface A { m(a: T): Promise<void> }`,
    "'T', which is only itself again",
  ],
  [
    'aliases in a circle',
    `type T = U | string;\ntype U = (T);\n${tag}export interface A { m(a: T): Promise<void> }`,
    "'U', which is only itself again",
  ],
  [
    'an alias within its Record',
    `type T = string | Record<string, T>;\n${tag}export interface A { m(a: T): Promise<void> }`,
    '{ [key: string]: T }',
  ],
  [
    'extends in a circle',
    `interface B extends A {}\n${tag}export interface A extends B ${ping}`,
    "'A', which extends itself",
  ],
  [
    'values that extend in a circle',
    `interface B extends C {}\ninterface C extends B {}\n${tag}export interface A { m(b: B): Promise<void> }`,
    "'B', which extends itself",
  ],
  [
    'keys that are symbols',
    `${tag}export interface A { m(a: { [k: symbol]: string }): Promise<void> }`,
    "keys of the type 'symbol', expected [key: string]",
  ],
  [
    'keys that are numbers',
    `${tag}export interface A { m(a: { [k: number]: string }): Promise<void> }`,
    "keys of the type 'number', expected [key: string]",
  ],
  [
    'a computed field',
    `${tag}export interface A { m(a: { [Symbol.iterator]: string }): Promise<void> }`,
    'the computed field',
  ],
  [
    'a field twice',
    `${tag}export interface A { m(a: { b: string; b: string }): Promise<void> }`,
    "the field 'b' twice",
  ],
  [
    'bases that differ in a field',
    `interface X { a: string }\ninterface Y { a: number }\ninterface Z extends X, Y {}\n${tag}export interface A { m(a: Z): Promise<void> }`,
    "a second type of the field 'a'",
  ],
  [
    'a generic base',
    `interface B<T> { m(): Promise<void> }\n${tag}export interface A extends B<string> {}`,
    'without parameters',
  ],
  [
    'a default export',
    `${tag}export default interface A ${ping}`,
    'a default export, expected export interface A',
  ],
  ['an interface called contract', `${tag}export interface contract ${ping}`, 'a capital letter'],
  [
    'a type that hides Uint8Array',
    `type Uint8Array = string;\n${tag}export interface A ${ping}`,
    "a declaration of 'Uint8Array'",
  ],
  [
    'a parameter with a default',
    `${tag}export interface A { m(a: number = 1): Promise<void> }`,
    "the default of 'a'",
  ],
  [
    'an optional parameter before others',
    `${tag}export interface A { m(a?: number, b: string): Promise<void> }`,
    "behind the optional 'a'",
  ],
  [
    'a parameter twice',
    `${tag}export interface A { m(a: number, a: number): Promise<void> }`,
    "the parameter 'a' twice",
  ],
  ['this', `${tag}export interface A { m(this: string): Promise<void> }`, "a parameter 'this'"],
])('readContract() refuses %s', async (_, text, fault) => {
  expect(await verdict(text)).toContain(fault);
});

test.each([
  [
    'export interface {',
    "a.contract.ts:1:18: found '{', expected TypeScript (Interface must be given a name.)",
  ],
  ['export type A = ;', "a.contract.ts:1:17 A: found ';', expected a type"],
  ['export const a = ;', "a.contract.ts:1:18: found ';', expected an expression"],
  ['export interface A { m(): string', "a.contract.ts:1:33: found the end, expected '}'"],
])('readContract() says what is wrong with %s', async (text, fault) => {
  expect(await verdict(text)).toContain(fault);
});

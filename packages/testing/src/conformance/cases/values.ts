import { deepStrictEqual, notStrictEqual, ok } from 'node:assert/strict';
import { type Case, probeCase } from '../case.ts';
import { rejection } from '../expect.ts';
import type { Integers, Tree, Values } from '../probe.contract.ts';

const least: Integers = {
  u8: 0,
  u16: 0,
  u32: 0,
  u64: 0n,
  s8: -128,
  s16: -32_768,
  s32: -2_147_483_648,
  s64: -9_223_372_036_854_775_808n,
};

const greatest: Integers = {
  u8: 255,
  u16: 65_535,
  u32: 4_294_967_295,
  u64: 18_446_744_073_709_551_615n,
  s8: 127,
  s16: 32_767,
  s32: 2_147_483_647,
  s64: 9_223_372_036_854_775_807n,
};

/** A value of each kind, with what a careless boundary would change. */
const valueSamples: readonly Values[] = [
  {
    text: '',
    number: 0,
    flag: false,
    nothing: null,
    bytes: new Uint8Array(0),
    big: 0n,
    date: new Date(0),
    integers: least,
    list: [],
    record: {},
    tuple: ['', 0, false],
    maybe: undefined,
    nullable: null,
  },
  {
    text: 'Zoë 👩‍🚀 \u0000 \u2028 \uD800 "quoted" \\',
    number: Number.MIN_VALUE,
    flag: true,
    nothing: null,
    bytes: new Uint8Array([0, 255, 10, 13, 128]),
    big: -(2n ** 200n),
    date: new Date(-1),
    integers: greatest,
    list: ['', 'null', '__proto__'],
    record: JSON.parse('{"__proto__": 1, "constructor": 2, "": 3, "then": 4}') as Record<string, number>,
    tuple: ['NaN', -0, true],
    optional: '',
    maybe: 'there',
    nullable: '',
  },
];

const numbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 2 ** 53, 0.1];

const treeOf = (depth: number): Tree => ({
  name: `${depth}`,
  children: depth > 1 ? [treeOf(depth - 1)] : [],
});

export const valueCases: readonly Case[] = [
  probeCase('values of every kind come back as they were', async (probe) => {
    for (const sample of valueSamples) deepStrictEqual(await probe.values(sample), sample);
  }),
  probeCase('numbers that JSON cannot say come back', async (probe) => {
    for (const number of numbers) ok(Object.is(await probe.add(number, -0), number + -0));
  }),
  probeCase('an absent field is absent, an undefined one undefined', async (probe) => {
    const [sample] = valueSamples;
    const back = await probe.values({ ...(sample as Values), optional: undefined as never });
    ok(!('optional' in back));
    ok('maybe' in back);
  }),
  probeCase('what comes back is a value of its own', async (probe) => {
    const [, sample] = valueSamples as [Values, Values];
    const back = await probe.values(sample);
    notStrictEqual(back, sample);
    notStrictEqual(back.list, sample.list);
    notStrictEqual(back.bytes.buffer, sample.bytes.buffer);
  }),
  probeCase('an argument is taken as it was when the call was made', async (probe) => {
    const bytes = new Uint8Array([1, 2, 3]);
    const back = probe.bytes(bytes);
    bytes.fill(0);
    deepStrictEqual(await back, new Uint8Array([1, 2, 3]));
  }),
  probeCase('bytes that are part of a larger buffer come alone', async (probe) => {
    const back = await probe.bytes(new Uint8Array(1_000).fill(7).subarray(10, 20));
    deepStrictEqual(back, new Uint8Array(10).fill(7));
    deepStrictEqual(back.buffer.byteLength, 10);
  }),
  probeCase('a megabyte of bytes comes back', async (probe) => {
    const bytes = Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 251);
    deepStrictEqual(await probe.bytes(bytes), bytes);
  }),
  probeCase('variants, enums, JSON and trees come back', async (probe) => {
    deepStrictEqual(await probe.shape({ kind: 'circle', radius: 1 }), { kind: 'circle', radius: 1 });
    const box = { kind: 'box', width: 1, height: 2 } as const;
    deepStrictEqual(await probe.shape(box), box);
    deepStrictEqual(await probe.level('high'), 'high');
    const json = [null, true, 1, 'text', { list: [{}], deep: { deeper: [] } }];
    deepStrictEqual(await probe.json(json), json);
    deepStrictEqual(await probe.tree(treeOf(20)), treeOf(20));
  }),
  probeCase('arguments that are left out are not there', async (probe) => {
    deepStrictEqual(await probe.optional(), 0);
    deepStrictEqual(await probe.optional('one'), 1);
    deepStrictEqual(await probe.optional(undefined, 2, undefined), 1);
    deepStrictEqual(await probe.optional('one', 2, 'low'), 3);
  }),
  probeCase('a value of another type is refused with its place', async (probe) => {
    const [sample] = valueSamples as [Values];
    const bad = { ...sample, integers: { ...least, u8: 256 } };
    const { code, message } = await rejection(probe.values(bad));
    deepStrictEqual(code, 'invalid_value');
    ok(message.includes('values.integers.u8') && message.includes('256'), message);
    deepStrictEqual((await rejection(probe.level('extreme' as 'low'))).code, 'invalid_value');
  }),
  probeCase('a value that holds itself is refused', async (probe) => {
    const children: Tree[] = [];
    const tree: Tree = { name: 'root', children };
    children.push(tree, tree);
    deepStrictEqual((await rejection(probe.tree(tree))).code, 'value_too_large');
    deepStrictEqual(await probe.add(1, 2), 3);
  }),
  probeCase('a result that breaks the contract is refused', async (probe) => {
    deepStrictEqual((await rejection(probe.lie())).code, 'invalid_value');
    deepStrictEqual(await probe.add(1, 2), 3);
  }),
];

import { deepStrictEqual } from 'node:assert';
import type { MethodWire } from '@mortise/core';
import type { Bench, Contest } from '../bench.ts';
import { type Codec, cloneCodec, framedCodec } from '../contract/codec.ts';
import { compileOrders, methodOf } from '../contract/compile-orders.ts';
import type { Orders } from '../contract/orders.contract.ts';
import { createBytes, createOrders } from '../contract/orders.ts';
import { throughBase64, throughBytes, throughClone, throughText, twoCopies } from '../floors/codec.ts';
import { time } from '../time.ts';

const small = { method: 'place', values: createOrders(100), times: 20 } as const;
const list = { method: 'importAll', values: [createOrders(1000)], times: 1 } as const;
const file = { method: 'attach', values: [createBytes(1_000_000)], times: 4 } as const;

const goal = { of: 'ratio', atMost: 1 } as const;
const text = { name: 'JSON.parse(JSON.stringify(…))', codec: throughText };
const utf8 = { name: 'JSON as UTF-8 bytes', codec: throughBytes };
const clone = { name: 'structuredClone', codec: throughClone };
const copies = { name: 'two copies', codec: twoCopies as Codec };
const base64 = { name: 'base64 in JSON', codec: throughBase64 as Codec };

export const codecObject: Bench = {
  what: 'encode and decode of a small object, as bytes, checked',
  unit: 'ns',
  goal,
  prepare: () => contest(small, framedCodec, text, [utf8, clone]),
};

export const codecObjectClone: Bench = {
  what: 'the same by structured clone of rows',
  unit: 'ns',
  goal,
  prepare: () => contest(small, cloneCodec, clone, [text]),
};

export const codecList: Bench = {
  what: 'encode and decode of 1,000 objects in a list, as bytes, checked',
  unit: 'ns',
  goal,
  prepare: () => contest(list, framedCodec, text, [utf8, clone]),
};

export const codecListClone: Bench = {
  what: 'the same by structured clone of rows',
  unit: 'ns',
  goal,
  prepare: () => contest(list, cloneCodec, clone, [text]),
};

export const codecBytes: Bench = {
  what: 'encode and decode of 1 MB of bytes, as bytes, checked',
  unit: 'ns',
  // The sender's copy, the pipe's and the receiver's, where structured clone makes one.
  goal: { of: 'ratio', atMost: 3 },
  prepare: () => contest(file, framedCodec, clone, [copies, base64]),
};

export const codecBytesClone: Bench = {
  what: 'the same by structured clone of rows, copied once and moved',
  unit: 'ns',
  goal,
  prepare: () => contest(file, cloneCodec, clone, [copies]),
};

interface Work {
  readonly method: keyof Orders;
  readonly values: readonly unknown[];
  /** How often each value goes through in one sample. */
  readonly times: number;
}

interface Side {
  readonly name: string;
  readonly codec: Codec;
}

async function contest(
  work: Work,
  codecOf: (method: MethodWire) => Codec,
  floor: Side,
  peers: readonly Side[],
): Promise<Contest> {
  const codec = codecOf(methodOf(await compileOrders(), work.method));
  const version = process.versions.node;
  return {
    subject: sampleOf(work, codec),
    floor: { name: floor.name, sample: sampleOf(work, floor.codec) },
    peers: peers.map(({ name, codec }) => ({ name, version, sample: sampleOf(work, codec) })),
    rounds: 500,
  };
}

function sampleOf({ values, times }: Work, codec: Codec): () => number {
  for (const value of values) deepStrictEqual(codec(value), value);
  return () =>
    time(values.length * times, () => {
      for (let count = 0; count < times; count += 1) for (const value of values) codec(value);
    });
}

import { isMortiseError, type MethodWire } from '@mortise/core';
import { defaultLimits, FrameReader, toFrame } from '@mortise/rpc';
import { RowReader, RowWriter } from '@mortise/rpc/wire';
import type { Bench } from '../bench.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { compileOrders, methodOf } from '../contract/compile-orders.ts';
import { createOrders } from '../contract/orders.ts';
import { denseFrames, type HostileFrame, hostileFrames } from '../hostile/frames.ts';
import { median } from '../measure.ts';
import { time } from '../time.ts';

/** So many that they make a frame of 1 MB. */
const honest = createOrders(12_050);

export const decodeHostile: Bench = {
  what: 'refusing 1 MB of bytes that no honest side sends, the worst of many kinds',
  unit: 'ms',
  goal: { of: 'ratio', atMost: 2 },
  prepare: async () => {
    const wire = await compileOrders();
    const importAll = methodOf(wire, 'importAll');
    const bytes = encode(importAll, honest);
    if (Math.abs(bytes.length - 1e6) > 1e4) throw new Error(`The honest frame has ${bytes.length} bytes`);
    const floor = () => {
      collectGarbage();
      return time(1e6, () => decode(importAll, bytes));
    };
    let number = 0;
    const sampleOf = ({ name, method, make }: HostileFrame) => {
      const wireOfMethod = methodOf(wire, method);
      return () => {
        const frame = make(++number);
        collectGarbage();
        return time(1e6, () => refuse(name, () => decode(wireOfMethod, frame)));
      };
    };
    const rank = (frames: readonly HostileFrame[]) =>
      frames
        .map((frame) => ({ name: frame.name, sample: sampleOf(frame) }))
        .map(({ name, sample }) => ({ name, sample, ratio: ratioOf(sample, floor) }))
        .sort((a, b) => b.ratio - a.ratio);
    const worst = rank(hostileFrames);
    return {
      subject: (worst[0] as (typeof worst)[0]).sample,
      floor: { name: 'decoding 1 MB of objects', sample: floor },
      rounds: 100,
      note: `${list(worst)}. Rows of values that take little room: ${list(rank(denseFrames))}`,
    };
  },
};

function encode(method: MethodWire, value: unknown): Uint8Array {
  const writer = new RowWriter();
  method.writeArgs(writer, [value]);
  return Buffer.concat(toFrame(writer.take()));
}

/** What a connection does with a frame, as far as its values: a reader each, as what was refused ends it. */
function decode(method: MethodWire, bytes: Uint8Array): unknown {
  const [message] = new FrameReader(defaultLimits).push(bytes);
  if (!message) throw new Error('The frame is not whole');
  const reader = new RowReader();
  reader.open(message);
  return method.readArgs(reader);
}

function refuse(name: string, decode: () => unknown): void {
  try {
    decode();
  } catch (error) {
    if (isMortiseError(error)) return;
    throw new Error(`A frame of ${name} ends in an error of the engine`, { cause: error });
  }
  throw new Error(`A frame of ${name} was taken`);
}

/** The median of a few pairs, behind one that warms up. */
function ratioOf(sample: () => number, floor: () => number): number {
  const pairs = Array.from({ length: 6 }, () => sample() / floor());
  return median(pairs.slice(1));
}

const list = (all: readonly { readonly name: string; readonly ratio: number }[]): string =>
  all
    .slice(0, 4)
    .map(({ name, ratio }) => `${name} ${ratio.toFixed(1)}×`)
    .join(', ');

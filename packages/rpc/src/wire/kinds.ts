import type { IntegerKind, WireKind } from '@mortise/core';
import { exoticName } from './exotic.ts';

/** The kinds of a union's values; a row names one by its place here, which stays for ever. */
export const kinds: readonly WireKind[] = [
  'string',
  'number',
  'boolean',
  'null',
  'undefined',
  'bytes',
  'bigint',
  'date',
  'list',
  'object',
];

export const kindOf = (value: unknown): WireKind | undefined => {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
    case 'bigint':
      return typeof value as WireKind;
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'list';
      if (isBytes(value)) return 'bytes';
      if (isDate(value)) return 'date';
      return exoticName(value) === undefined ? 'object' : undefined;
    default:
      return undefined;
  }
};

const getterOfViews = <T>(name: string | symbol): (() => T) =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name)?.get as () => T;
const typeOfView = getterOfViews<string | undefined>(Symbol.toStringTag);
const [bufferOf, offsetOf, lengthOf] = [
  getterOfViews<ArrayBufferLike>('buffer'),
  getterOfViews<number>('byteOffset'),
  getterOfViews<number>('length'),
];

/** Also of another realm, such as that of a test runner, and nothing that only looks so. */
export const isBytes = (value: unknown): value is Uint8Array => typeOfView.call(value) === 'Uint8Array';

/** The same bytes in an object of our own: whose they are may have put anything in the place of its methods. */
export const viewOf = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(bufferOf.call(bytes), offsetOf.call(bytes), lengthOf.call(bytes));

const { getTime } = Date.prototype;

/** When a Date is, also one of another realm; nothing for what is no Date. */
export const timeOf = (value: unknown): number | undefined => {
  try {
    return getTime.call(value);
  } catch {
    return undefined;
  }
};

const tagOf = Object.prototype.toString;

// Most objects are none, and an exception for each would take longer than all the rest.
const isDate = (value: object): boolean =>
  (value instanceof Date || tagOf.call(value) === '[object Date]') && timeOf(value) !== undefined;

/** The least and the greatest value of each integer that is a number. */
export const numberRanges: Readonly<Record<string, readonly [number, number]>> = {
  u8: [0, 0xff],
  u16: [0, 0xffff],
  u32: [0, 0xffff_ffff],
  s8: [-0x80, 0x7f],
  s16: [-0x8000, 0x7fff],
  s32: [-0x8000_0000, 0x7fff_ffff],
};

/** The least and the greatest value of each integer that is a bigint. */
export const bigintRanges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  u64: [0n, 0xffff_ffff_ffff_ffffn],
  s64: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
};

/** How a message names an integer. */
export const integerText = (kind: IntegerKind): string => {
  const [least, greatest] = numberRanges[kind] ?? bigintRanges[kind] ?? [];
  return `an integer from ${least} to ${greatest}${kind.endsWith('64') ? ', as bigint' : ''}`;
};

/** Numbers that JSON cannot say, by the text that stands for them. */
export const specialNumbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

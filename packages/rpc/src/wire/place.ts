import { MortiseError, type WireKey } from '@mortise/core';
import { quotedText } from './plain-text.ts';

/** How much of a name, which a peer may have chosen, a message says. */
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** The way to a value from the call that holds it: `app.env.PATH`, `items[3]`. */
const placeText = (path: readonly WireKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (key.length > 40 || !/^[\w$]+$/.test(key)) return `${text}[${quotedText(short(key))}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');

/** A value in a few words, for messages. It runs no code of the value. */
export const valueText = (value: unknown): string => {
  if (typeof value === 'string') return quotedText(short(value));
  // The text of a long one takes quadratic time.
  if (typeof value === 'bigint') return BigInt.asIntN(128, value) === value ? `${value}n` : 'a long bigint';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (value === null || typeof value !== 'object') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
};

/**
 * @param path the way to the value
 * @param found the value
 * @param written what a message says of it instead
 * @param method the method whose call it belongs to, where that is known
 */
export const invalidValue = (
  path: readonly WireKey[],
  expected: string,
  found: unknown,
  written: string | undefined,
  method: string | undefined,
): MortiseError => {
  const value = written ?? valueText(found);
  const place = placeText(path);
  const message =
    method === undefined
      ? `Cannot pass ${place} on: found ${value}, expected ${expected}`
      : `Cannot call '${method}': found ${value} as ${place}, expected ${expected}`;
  return new MortiseError('invalid_value', message, {
    phase: 'call',
    ...(written === 'a Promise' && { hint: 'Await it' }),
  });
};

/** @param method the method whose call it belongs to, where that is known */
export const valueTooLarge = (
  path: readonly WireKey[],
  what: string,
  limit: number,
  method?: string,
): MortiseError => {
  const place = placeText(path) || 'the value';
  const failed = method === undefined ? `Cannot pass ${place} on: it` : `Cannot call '${method}': ${place}`;
  const hint = 'Send it in parts, as a stream, or raise the limit on both sides';
  return new MortiseError('value_too_large', `${failed} has more than ${limit} ${what}`, {
    phase: 'call',
    hint,
  });
};

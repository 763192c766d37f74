import { messageOf } from '@mortise/core';

/**
 * What code threw, where that says something; else an error that says what it was. Code throws
 * `null` too, and proxies that cannot be asked for anything.
 *
 * @param who threw, as a sentence begins: `activate()`
 */
export const speaking = (who: string, thrown: unknown): unknown => {
  if (saysSomething(thrown)) return thrown;
  const error = new Error(`${who} threw ${describe(thrown)}`);
  return Object.assign(error, { hint: 'Throw an Error whose message says what is wrong' });
};

/** @returns the text of what {@link speaking} gives */
export const textOf = (who: string, thrown: unknown): string => messageOf(speaking(who, thrown));

const saysSomething = (thrown: unknown): boolean => {
  const text = isObject(thrown) ? memberOf(thrown, 'message') : thrown;
  return typeof text === 'string' && text.trim() !== '';
};

const describe = (thrown: unknown): string => {
  if (!isObject(thrown)) return thrown === '' ? 'an empty text' : String(thrown);
  if (typeof thrown === 'function') return 'a function';
  if (memberOf(thrown, 'message') === unreadable) return 'an object that cannot be read, such as a proxy';
  return 'an object without a message';
};

const unreadable = Symbol('unreadable');

const memberOf = (object: object, key: string): unknown => {
  try {
    return (object as Record<string, unknown>)[key];
  } catch {
    return unreadable;
  }
};

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

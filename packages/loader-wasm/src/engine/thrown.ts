import { cutText } from '@mortise/isolation';
import type { JSValueHandle } from 'quickjs-wasi';

/** What a plugin threw and nobody caught, as far as texts say it. */
export interface Thrown {
  /** What it was, where it has none. */
  readonly message: string;
  readonly name?: string;
  readonly code?: string;
  readonly stack?: string;
}

/** How far up its classes an error's name is looked for. */
const mostClasses = 8;

/**
 * Reads what was thrown without running any of the plugin's code.
 *
 * @param stackOf gives the engine's own stack of an error
 */
export const readThrown = (
  thrown: JSValueHandle,
  stackOf: (error: JSValueHandle) => string | undefined,
): Thrown => {
  const message = messageOf(thrown);
  if (message === undefined) return { message: `it threw ${kindOf(thrown)}` };
  if (!thrown.isObject) return { message };
  const name = nameOf(thrown);
  const code = ownText(thrown, 'code');
  const frames = stackOf(thrown);
  return {
    message,
    ...(name && { name }),
    ...(code && { code }),
    ...(frames && { stack: cutText(`${name ?? 'Error'}: ${message}\n${frames}`) }),
  };
};

const messageOf = (thrown: JSValueHandle): string | undefined => {
  const text = thrown.isString ? cutText(thrown.toString()) : ownText(thrown, 'message');
  return text?.trim() ? text : undefined;
};

const kindOf = (thrown: JSValueHandle): string => {
  if (thrown.isString) return 'an empty text';
  if (thrown.isSymbol) return 'a symbol';
  if (thrown.isProxy) return 'an object that cannot be read, such as a proxy';
  if (thrown.isFunction) return 'a function';
  return thrown.isObject ? 'an object without a message' : thrown.toString();
};

const nameOf = (error: JSValueHandle): string | undefined => {
  let object = error;
  for (let count = 0; count < mostClasses && object.isObject && !object.isProxy; count += 1) {
    const name = ownText(object, 'name');
    if (name !== undefined) return name;
    object = object.getPrototypeOf();
  }
  return undefined;
};

const ownText = (object: JSValueHandle, key: string): string | undefined => {
  if (!object.isObject || object.isProxy) return undefined;
  const value = object.getOwnPropertyDescriptor(key)?.value;
  return value?.isString ? cutText(value.toString()) : undefined;
};

import { messageOf } from '@mortise/core';
import { plainText } from '@mortise/rpc';

/** Of a text that a plugin chose, in characters. */
const longestText = 8_192;

/**
 * The beginning of a text that a plugin chose, without anything of the rest: a slice alone would keep all of it in
 * memory.
 *
 * @param most characters
 */
export const cutText = (text: string, most = longestText): string =>
  text.length <= most ? text : Buffer.from(text.slice(0, most), 'utf16le').toString('utf16le');

/** A copy of what a plugin threw, without anything that may be long, or that steers the terminal it is printed on. */
export const cutError = (thrown: unknown): Error => {
  const { name, code, stack } = (thrown ?? {}) as Partial<NodeJS.ErrnoException>;
  const error = new Error(told(messageOf(thrown)));
  if (typeof stack === 'string') error.stack = told(stack);
  if (typeof name === 'string') error.name = told(name);
  return typeof code === 'string' ? Object.assign(error, { code: told(code) }) : error;
};

const told = (text: string): string => plainText(cutText(text));

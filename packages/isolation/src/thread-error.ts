import { messageOf } from '@mortise/core';

/** Of a text that a plugin chose, in characters. */
const longestText = 8_192;

/**
 * The beginning of a text that a plugin chose, without anything of the rest: a slice alone would keep all of it in
 * memory.
 */
export const cutText = (text: string): string =>
  text.length <= longestText ? text : Buffer.from(text.slice(0, longestText), 'utf16le').toString('utf16le');

/** A copy of what a plugin threw, without anything that may be long. */
export const cutError = (thrown: unknown): Error => {
  const { name, code, stack } = (thrown ?? {}) as Partial<NodeJS.ErrnoException>;
  const error = new Error(cutText(messageOf(thrown)));
  if (typeof stack === 'string') error.stack = cutText(stack);
  if (typeof name === 'string') error.name = cutText(name);
  return typeof code === 'string' ? Object.assign(error, { code: cutText(code) }) : error;
};

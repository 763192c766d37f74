import type { Phase } from '@mortise/core';
import { exceededLimit } from './json-limits.ts';
import { textOf } from './thrown.ts';
import { plainText } from './wire/plain-text.ts';

/** What an error says across a boundary. */
export interface ErrorRecord {
  readonly code: string | null;
  readonly message: string;
  readonly hint: string | null;
  /** JSON text. */
  readonly data: string | null;
  /** Where it was thrown, a line for each call; none where that is not told. */
  readonly stack?: string | null;
}

const longest = { code: 128, message: 8_192, hint: 2_048, data: 65_536, stack: 8_192 };

/** Deeper data would break what walks it, such as a logger. */
const dataLimits = { levels: 64, commas: Number.POSITIVE_INFINITY };

/**
 * An error that code on the other side threw, with its code, message, hint and data kept. It is never
 * taken for one of Mortise's own, whatever its code says. Control characters are left out of its texts,
 * but line breaks and tabs.
 */
export class RemoteError extends Error {
  /** The code that it was thrown with, one of the method's `@throws` as a rule. */
  declare readonly code?: string;
  declare readonly hint?: string;
  /** What JSON can say of its `data`; the JSON itself where that has more than 64 levels. */
  declare readonly data?: unknown;
  /** The plugin whose code threw it, where a loader knows that. */
  declare readonly pluginId?: string;
  /** What the plugin was asked to do. */
  declare readonly phase?: Phase;

  constructor({ code, message, hint, data, stack = null }: ErrorRecord) {
    super(plainText(message));
    // What was thrown elsewhere has its place there: here it has only arrived.
    if (stack !== null) this.stack = `RemoteError: ${this.message}\n${plainText(stack)}`;
    if (code !== null) this.code = plainText(code);
    if (hint !== null) this.hint = plainText(hint);
    if (data !== null) this.data = parse(data);
  }
}
// In the prototype, the name is no noise in a logged error.
Object.assign(RemoteError.prototype, { name: 'RemoteError' });

/**
 * Whatever was thrown, as a record; getters that throw in turn leave their part out.
 *
 * @param tellsStack whether it says where it was thrown
 */
export const errorRecord = (thrown: unknown, tellsStack = false): ErrorRecord => ({
  code: text(thrown, 'code'),
  message: shortUrls(textOf('Its code', thrown)).slice(0, longest.message),
  hint: text(thrown, 'hint'),
  data: dataOf(thrown),
  stack: tellsStack ? stackOf(thrown) : null,
});

/** A `data:` URL holds all of what it names: an import that fails would say the whole module. */
const shortUrls = (text: string): string =>
  text.replace(/(\bdata:[\w.+-]*\/[\w.+-]*(?:;[\w=-]+)*,)[\w+/=%-]{64,}/g, '$1…');

/** A record from the other side; none where it is not one. */
export const readRecord = (cells: readonly unknown[]): ErrorRecord | undefined => {
  const [code, message, hint, data, stack = null] = cells;
  const isText = (value: unknown, most: number): value is string | null =>
    value === null || (typeof value === 'string' && value.length <= most);
  if (typeof message !== 'string' || message.length > longest.message) return undefined;
  if (!isText(code, longest.code) || !isText(hint, longest.hint) || !isText(data, longest.data))
    return undefined;
  return isText(stack, longest.stack) ? { code, message, hint, data, stack } : undefined;
};

/** Without its first lines, which say the error again. Those are made when it is asked for: not of what is long. */
const stackOf = (thrown: unknown): string | null => {
  if (!isShort(thrown, 'name') || !isShort(thrown, 'message')) return null;
  const lines = text(thrown, 'stack')
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line));
  return lines?.length ? lines.join('\n') : null;
};

const isShort = (thrown: unknown, key: 'name' | 'message'): boolean => {
  try {
    const value = (thrown as Record<string, unknown> | null | undefined)?.[key];
    return typeof value === 'string' && value.length <= longest.message;
  } catch {
    return false;
  }
};

const text = (thrown: unknown, key: 'code' | 'hint' | 'stack'): string | null => {
  try {
    const value = (thrown as Record<string, unknown> | null | undefined)?.[key];
    return typeof value === 'string' ? value.slice(0, longest[key]) : null;
  } catch {
    return null;
  }
};

const dataOf = (thrown: unknown): string | null => {
  try {
    const json = JSON.stringify((thrown as { data?: unknown } | null | undefined)?.data);
    return json !== undefined && json.length <= longest.data ? json : null;
  } catch {
    return null;
  }
};

const parse = (json: string): unknown => {
  if (exceededLimit(json, dataLimits)) return json;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
};

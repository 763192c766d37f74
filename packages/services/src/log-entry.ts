import { messageOf, type ServiceUser } from '@mortise/core';
import { beginning } from './beginning.ts';
import type { Json, Log } from './log.contract.ts';

/** How much an entry matters. */
export type LogLevel = keyof Log;

/** From the least to the most that an entry can matter. */
export const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** One thing that a plugin reported. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly pluginId: string;
  readonly pluginVersion: string;
  /** As the plugin wrote it, control characters and all; of a long one, the first 16,384 characters and `…`. */
  readonly message: string;
  /**
   * A copy; `{ unprintable: reason }` where the plugin gave what JSON cannot say, `{ cut: beginning }` where their
   * JSON has more than 16,384 characters.
   */
  readonly fields?: Readonly<Record<string, Json>>;
}

/** Of a message, and of the JSON of fields, in characters: a plugin may send more than a host can afford to look at. */
const longest = 16_384;

const cut = (text: string): string => (text.length > longest ? `${beginning(text, longest)}…` : text);

/**
 * Makes a log of one function.
 *
 * @param user whose log it is
 * @param lowest entries below this level are dropped
 * @param record called with each other entry, in order, before the call returns
 */
export const logFor = (
  user: ServiceUser,
  lowest: LogLevel,
  record: (entry: LogEntry) => Promise<void> | void,
): Log => {
  const first = logLevels.indexOf(lowest);
  const method = (level: LogLevel) => async (message: string, fields?: Record<string, Json>) => {
    if (logLevels.indexOf(level) < first) return;
    const copy = fields && copyOf(fields);
    await record({
      level,
      pluginId: user.id,
      pluginVersion: user.version,
      message: cut(String(message)),
      ...(copy ? { fields: copy } : {}),
    });
  };
  return { debug: method('debug'), info: method('info'), warn: method('warn'), error: method('error') };
};

/** Nothing checks the fields of a plugin that is linked in; a cycle must not cost its entry. */
const copyOf = (fields: Record<string, Json>): Record<string, Json> => {
  try {
    const json = JSON.stringify(fields);
    return json.length > longest ? { cut: cut(json) } : JSON.parse(json);
  } catch (error) {
    return { unprintable: messageOf(error) };
  }
};

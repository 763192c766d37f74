import { messageOf, type ServiceUser } from '@mortise/core';
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
  /** As the plugin wrote it, control characters and all. */
  readonly message: string;
  /** A copy; `{ unprintable: reason }` where the plugin gave what JSON cannot say. */
  readonly fields?: Readonly<Record<string, Json>>;
}

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
      message,
      ...(copy ? { fields: copy } : {}),
    });
  };
  return { debug: method('debug'), info: method('info'), warn: method('warn'), error: method('error') };
};

/** Nothing checks the fields of a plugin that is linked in; a cycle must not cost its entry. */
const copyOf = (fields: Record<string, Json>): Record<string, Json> => {
  try {
    return JSON.parse(JSON.stringify(fields));
  } catch (error) {
    return { unprintable: messageOf(error) };
  }
};

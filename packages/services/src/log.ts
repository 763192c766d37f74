import type { ServiceFactory } from '@mortise/core';
import { invalidOption } from './errors.ts';
import type { Log } from './log.contract.ts';
import { type LogEntry, type LogLevel, logFor, logLevels } from './log-entry.ts';
import { printable } from './printable.ts';

/** What {@link createLog} can be told. */
export interface LogOptions {
  /** Entries below this level are dropped; `info` where it is left out. */
  readonly level?: LogLevel;
  /** A line to read, or one JSON object a line; `text` where it is left out. */
  readonly format?: 'text' | 'json';
  /**
   * Takes each line, with its line break, in order; the plugin's call waits for a promise that it
   * returns. What it throws is dropped: a plugin can do nothing about it, so a sink reports its own
   * failures. Without one, lines go to the standard error stream.
   */
  readonly write?: (line: string) => unknown;
  /** The time of an entry in milliseconds since 1970 in UTC; `Date.now` where it is left out. */
  readonly now?: () => number;
}

/**
 * Makes the service behind `mortise:log@1`: one line an entry, with the plugin's id before anything
 * that the plugin wrote. Control characters become visible escapes, so that no plugin can end a line,
 * write one in another's name or steer the terminal. Of a long message, and of the JSON of long fields, the
 * first 16,384 characters are written.
 *
 * @param options level, format and sink
 * @returns a log for each plugin, for a registry's `services`
 * @throws MortiseError `invalid_option` for a level or a format that there is not
 * @example
 * ```ts
 * import { createLog } from '@mortise/services';
 *
 * const lines: string[] = [];
 * const log = createLog({ now: () => 0, write: (line) => lines.push(line) });
 * const ofPlugin = await log({ id: 'demo.greeter', version: '1.0.0' });
 * await ofPlugin.info('Greeted', { name: 'Ada' });
 * console.log(lines.join('').trim()); // 1970-01-01T00:00:00.000Z INFO demo.greeter: Greeted {"name":"Ada"}
 * ```
 */
export const createLog = (options: LogOptions = {}): ServiceFactory<Log> => {
  const { level = 'info', format = 'text', write = toStandardError, now = Date.now } = options;
  const lineOf = accept('format', formats, format);
  accept('level', Object.fromEntries(logLevels.map((name) => [name, name])), level);

  return (user) =>
    logFor(user, level, async (entry) => {
      try {
        await write(`${printable(lineOf(entry, new Date(now()).toISOString()))}\n`);
      } catch {
        // A plugin that did not wait for its entry would end the host with an unhandled rejection.
      }
    });
};

const formats = {
  text: ({ level, pluginId, message, fields }: LogEntry, time: string) =>
    `${time} ${level.toUpperCase()} ${pluginId}: ${message}${fields ? ` ${JSON.stringify(fields)}` : ''}`,
  json: ({ level, pluginId, pluginVersion, message, fields }: LogEntry, time: string) =>
    JSON.stringify({ time, level, plugin: pluginId, version: pluginVersion, message, fields }),
};

/** Options may come from an environment variable, where no compiler looks. */
const accept = <T>(option: string, accepted: Readonly<Record<string, T>>, received: string): T => {
  if (Object.hasOwn(accepted, received)) return accepted[received] as T;
  throw invalidOption(option, received, `'${Object.keys(accepted).join("', '")}'`);
};

// A write of its own would end a program whose standard error nobody reads any more.
const toStandardError = (line: string): void => console.error(line.slice(0, -1));

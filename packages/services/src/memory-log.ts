import type { ServiceFactory } from '@mortise/core';
import type { Log } from './log.contract.ts';
import { type LogEntry, logFor } from './log-entry.ts';

/** A log that a test can look into. */
export interface MemoryLog extends ServiceFactory<Log> {
  /** What all plugins reported so far, in order; grows without bound. */
  readonly entries: readonly LogEntry[];
}

/**
 * Makes a log for tests, which keeps the entries of every level.
 *
 * @returns a log for each plugin, for a registry's `services`, with all their entries
 * @example
 * ```ts
 * import { createMemoryLog } from '@mortise/services';
 *
 * const log = createMemoryLog();
 * const ofPlugin = await log({ id: 'demo.greeter', version: '1.0.0' });
 * await ofPlugin.warn('Nobody to greet');
 * console.log(log.entries.map(({ level, message }) => `${level}: ${message}`)); // [ 'warn: Nobody to greet' ]
 * ```
 */
export const createMemoryLog = (): MemoryLog => {
  const entries: LogEntry[] = [];
  const factory: ServiceFactory<Log> = (user) => logFor(user, 'debug', (entry) => void entries.push(entry));
  return Object.assign(factory, { entries });
};

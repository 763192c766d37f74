import { constants } from 'node:os';
import type { AppStatus } from '@era/runtime';

/** How an application ended, as a person says it: `exited with code 0 after 61 ms`. */
export const outcomeOf = ({ state, exitCode, signal, reason, startedAt, endedAt }: AppStatus): string => {
  const how = exitCode !== undefined ? ` with code ${exitCode}` : signal !== undefined ? ` by ${signal}` : '';
  const time =
    startedAt !== undefined && endedAt !== undefined ? ` after ${duration(endedAt - startedAt)}` : '';
  return `${state}${how}${time}${reason === undefined ? '' : `: ${reason}`}`;
};

/** The exit code that shells know for it: the program's own, or 128 and the signal; 1 for a failure. */
export const exitCodeOf = ({ state, exitCode, signal }: AppStatus): number => {
  if (exitCode !== undefined) return exitCode;
  const ended = signal ?? (state === 'stopped' ? 'SIGTERM' : undefined);
  return ended === undefined ? 1 : 128 + (constants.signals[ended as NodeJS.Signals] ?? 0);
};

/** `61 ms`, `4.2 s`, `3 min`, `5 h`. */
export const duration = (ms: number): string => {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
};

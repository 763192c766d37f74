import type { StopSignal } from '@era/runtime';
import { type AppLog, within } from '@era/runtime-base';

/**
 * Sends a signal to all processes of a group; does nothing where the group is gone.
 *
 * @param group the process id of its first process
 */
export const killGroup = (group: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-group, signal);
  } catch (error) {
    // EPERM: what is left of it has changed its user, or (on macOS) is dead and not yet buried.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
};

/**
 * Ends a group by the next stronger signal, until it has ended; the last one is SIGKILL.
 *
 * @param signals the rungs before SIGKILL
 * @param timeout how long each rung waits, in milliseconds; 0 leaves only SIGKILL
 * @param ended resolves when the group's first process has ended
 */
export const stopGroup = async (
  group: number,
  signals: readonly StopSignal[] = ['SIGTERM'],
  timeout: number,
  ended: Promise<unknown>,
  log: AppLog,
): Promise<void> => {
  for (const signal of timeout > 0 ? signals : []) {
    if (await within(ended, 0)) return;
    killGroup(group, signal);
    if (await within(ended, timeout)) return;
    log.notice(`still running ${timeout} ms after ${signal}`);
  }
  if (!(await within(ended, 0))) killGroup(group, 'SIGKILL');
};

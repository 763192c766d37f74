import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Kills a process group when the agent dies without having ended it, by SIGKILL too: a shell waits at a
 * pipe that only the agent holds. A word through the pipe sends it away; the pipe's end means that the
 * agent is gone. It has a session of its own, so that a signal to the agent's group does not reach it.
 *
 * @param group the group's process id
 * @returns sends the guard away; resolves when it has gone
 */
export const guardGroup = (group: number): (() => Promise<void>) => {
  const guard = spawn('/bin/sh', ['-c', 'read -r _ || kill -s KILL -- "-$1"', 'era-guard', String(group)], {
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Where there is no shell, deactivation still ends the group; only a killed agent leaves it behind.
  const gone = once(guard, 'exit').catch(() => {});
  guard.stdin.on('error', () => {});
  return async () => {
    guard.stdin.end('done\n');
    await gone;
  };
};

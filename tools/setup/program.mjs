import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program on this process's terminal and passes on the signals that ask this process to end.
 *
 * @param options as for `spawn`; `onStart` gets the program's process number
 * @returns its exit code, or 128 and the signal's number, as a shell says it
 */
export async function runProgram(command, args, { onStart, ...options } = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const pass = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.on('spawn', () => onStart?.(child.pid));
      child.on('error', reject);
      child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
    });
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}

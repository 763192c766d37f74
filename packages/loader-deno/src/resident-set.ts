import { readFileSync } from 'node:fs';

/** How often it is looked at, in milliseconds. */
const interval = 20;

/** Whether this system tells what another process takes. */
export const canMeasure = process.platform === 'linux';

/** Linux counts in pages of this size, in bytes, on the processors that Deno is built for. */
const page = 4096;

/** The resident set of a process, in bytes; 0 where it has gone. */
export const residentSetOf = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * page;
  } catch {
    return 0;
  }
};

/**
 * Watches what a process takes beside what it took at first. V8 watches its heap alone, and typed arrays and
 * WebAssembly lie beside it.
 *
 * @param most how much more it may take, in bytes
 * @param exceed told once, with what it takes more
 * @returns stops, and the most that was seen
 */
export const watchResidentSet = (
  pid: number,
  most: number,
  exceed: (measured: number) => void,
): (() => number) => {
  if (!canMeasure) return () => 0;
  const base = residentSetOf(pid);
  let greatest = 0;
  const look = (): void => {
    const measured = residentSetOf(pid) - base;
    greatest = Math.max(greatest, measured);
    if (measured <= most) return;
    clearInterval(timer);
    exceed(measured);
  };
  const timer = setInterval(look, interval).unref();
  return () => {
    clearInterval(timer);
    return greatest;
  };
};

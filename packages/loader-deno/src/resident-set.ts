import { readFileSync } from 'node:fs';

/** How often it is looked at, in milliseconds. */
const interval = 20;

/**
 * What a process has of memory for itself, in bytes; 0 where it has gone. Pages of Deno's own file do not count: the
 * system takes them back when it likes, and all processes share them.
 */
const residentSetOf = (pid: number): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    let kilobytes = 0;
    for (const [, size] of status.matchAll(/^(?:RssAnon|RssShmem|VmSwap):\s+(\d+) kB$/gm))
      kilobytes += Number(size);
    return kilobytes * 1024;
  } catch {
    return 0;
  }
};

/** Whether this system tells what another process takes: Linux does, where /proc is there. */
export const canMeasure = residentSetOf(process.pid) > 0;

/**
 * Watches what a process takes beside what it takes now. V8 watches its heap alone, and typed arrays and
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

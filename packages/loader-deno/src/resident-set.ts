import { closeSync, openSync, readSync } from 'node:fs';

/** How often it is looked at, in milliseconds. */
const interval = 20;

/** Longer than the file is, also for a user of many groups. */
const buffer = Buffer.alloc(65_536);

/** Each from the beginning of its line: a process writes its own name, which has no end of a line, into the first one. */
const parts = ['\nRssAnon:', '\nRssShmem:', '\nVmSwap:'] as const;

/**
 * What a process has of memory for itself, in bytes; 0 where it has gone. Pages of Deno's own file do not count: the
 * system takes them back when it likes, and all processes share them.
 *
 * @param status its file, open: so it is read in less than half the time, and never that of a later process
 */
const residentSetOf = (status: number): number => {
  try {
    const text = buffer.toString('latin1', 0, readSync(status, buffer, 0, buffer.length, 0));
    let kilobytes = 0;
    for (const part of parts) {
      const at = text.indexOf(part);
      if (at >= 0) kilobytes += Number.parseInt(text.slice(at + part.length), 10);
    }
    return kilobytes * 1024;
  } catch {
    return 0;
  }
};

/** @returns none where there is no such process, or no such file here */
const openStatus = (pid: number): number | undefined => {
  try {
    return openSync(`/proc/${pid}/status`, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EMFILE' || code === 'ENFILE') throw error;
    return undefined;
  }
};

/** Whether this system tells what another process takes: Linux does, where /proc is there. */
export const canMeasure = ((): boolean => {
  const own = openStatus(process.pid);
  if (own === undefined) return false;
  const size = residentSetOf(own);
  closeSync(own);
  return size > 0;
})();

/**
 * Watches what a process takes beside what it takes now. V8 watches its heap alone, and typed arrays and
 * WebAssembly lie beside it.
 *
 * @param most how much more it may take, in bytes
 * @param exceed told once, with what it takes more
 * @returns stops, and the most that was seen
 * @throws where this process has too many files open
 */
export const watchResidentSet = (
  pid: number,
  most: number,
  exceed: (measured: number) => void,
): (() => number) => {
  const status = canMeasure ? openStatus(pid) : undefined;
  if (status === undefined) return () => 0;
  const base = residentSetOf(status);
  let greatest = 0;
  let isWatched = true;
  const look = (): void => {
    const measured = residentSetOf(status) - base;
    greatest = Math.max(greatest, measured);
    if (measured <= most) return;
    stop();
    exceed(measured);
  };
  const timer = setInterval(look, interval).unref();
  const stop = (): number => {
    clearInterval(timer);
    if (isWatched) closeSync(status);
    isWatched = false;
    return greatest;
  };
  return stop;
};

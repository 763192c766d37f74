import type { Readable } from 'node:stream';
import { oldDeno } from './errors.ts';

/** Its flags are older; of what came before it, nobody mends the holes any more. */
const leastVersion = '2.5.0';

/** In bytes. */
const longestVersion = 64;

/**
 * Waits until our module runs in a process: it says the version of Deno, and nothing more until it has a plugin.
 *
 * @param ended settles where the process ends instead
 * @returns the version; nothing where the process has ended, or has said something else
 */
export const readVersion = (output: Readable, ended: Promise<unknown>): Promise<string | undefined> =>
  new Promise((resolve) => {
    const onData = (chunk: Uint8Array): void => {
      output.off('data', onData);
      output.pause();
      const text = new TextDecoder().decode(chunk.subarray(0, longestVersion));
      resolve(/^(\d+\.\d+\.\d+\S*)\n$/.exec(text)?.[1]);
    };
    output.on('data', onData);
    void ended.then(() => resolve(undefined));
  });

/** @throws MortiseError `old_deno` */
export const checkVersion = (deno: string, version: string): void => {
  if (isOlder(version, leastVersion)) throw oldDeno(deno, version, leastVersion);
};

const isOlder = (version: string, other: string): boolean => {
  const [own, others] = [numbers(version), numbers(other)];
  const at = own.findIndex((part, index) => part !== others[index]);
  return at >= 0 && (own[at] as number) < (others[at] as number);
};

const numbers = (version: string): number[] => version.split(/[-+]/, 1).join().split('.').map(Number);

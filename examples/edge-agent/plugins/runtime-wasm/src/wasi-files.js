// @ts-check
// What a program has open, which Node's WASI does not close: neither when a program ends, nor with its thread.
import { statSync } from 'node:fs';

/** Standard input, output and error output come first; the agent has opened these. */
const firstOwn = 3;

/**
 * Refuses what is no folder: Node would leave those open that it has opened before.
 * @param {Record<string, string>} directories
 */
export const checkFolders = (directories) => {
  for (const path of Object.values(directories))
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`'${path}' is no folder`);
};

/**
 * Follows what a program opens. To be called before the imports are given away.
 * @param {import('node:wasi').WASI} wasi
 * @param {number} folders how many it was given
 * @param {() => WebAssembly.Memory | undefined} memoryOf the program's
 * @returns {() => void} closes all of it; the program must not run any more
 */
export const followFiles = (wasi, folders, memoryOf) => {
  const imports = /** @type {Record<string, Function>} */ (wasi.wasiImport);
  const { path_open: open, fd_close: close } = imports;
  let last = firstOwn + folders - 1;
  imports.path_open = (/** @type {(number | bigint)[]} */ ...args) => {
    const error = open?.(...args);
    const memory = memoryOf();
    // The lowest number that is free is taken, so that the highest one bounds them all.
    if (error === 0 && memory)
      last = Math.max(last, new DataView(memory.buffer).getUint32(Number(args[8]) >>> 0, true));
    return error;
  };
  return () => {
    // A program that was never started has not been given to WASI, which closes nothing before.
    try {
      wasi.initialize({ exports: { memory: new WebAssembly.Memory({ initial: 1 }) } });
    } catch {}
    for (let file = firstOwn; file <= last; file += 1) close?.(file);
  };
};

// @ts-check
// Runs one WASI preview 1 program in a worker thread; wasi-program.ts says what it is given and what it
// posts. It is JavaScript, so that Node 20 can run it as it stands here.
import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { checkFolders, followFiles } from './wasi-files.js';

const { module, args, env, directories, stdin, pending } =
  /** @type {import('./wasi-program.ts').WasiProgram} */ (workerData);
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

const success = 0;
const badAddress = 21;
/** A program that writes faster than the agent reads waits at this weight, since messages queue without end. */
const maxPending = 1 << 20;
/** What a message weighs beside its bytes. */
const messageWeight = 256;

/** @type {WebAssembly.Memory | undefined} */
let memory;
let input = stdin ?? new Uint8Array();
let closeFiles = () => {};

const isStopped = () => Atomics.load(pending, 1) === 1;

/**
 * Lets a program that is to stop go no further than its next call, so that its files can be closed.
 * @param {Record<string, Function>} imports
 */
const stopInCalls = (imports) => {
  for (const [name, call] of Object.entries(imports)) {
    imports[name] = (/** @type {unknown[]} */ ...args) => {
      const result = call(...args);
      if (isStopped()) throw new Error('stopped');
      return result;
    };
  }
};

/**
 * The parts of memory that a call names, with views made anew: growing memory detaches the old ones.
 * @param {number} list
 * @param {number} count
 */
const gather = (list, count) => {
  if (!memory) throw new RangeError('No memory');
  const bytes = new Uint8Array(memory.buffer);
  const view = new DataView(memory.buffer);
  const parts = Array.from({ length: count >>> 0 }, (_, index) => {
    const at = (list >>> 0) + index * 8;
    const [start, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    if (start + length > bytes.length) throw new RangeError('Out of bounds');
    return bytes.subarray(start, start + length);
  });
  return { view, parts };
};

/** @param {'stdout' | 'stderr'} stream @param {Uint8Array<ArrayBuffer>} chunk */
const send = (stream, chunk) => {
  const weight = chunk.length + messageWeight;
  port.postMessage({ type: 'output', stream, chunk, weight }, [chunk.buffer]);
  let total = Atomics.add(pending, 0, weight) + weight;
  while (total > maxPending && !isStopped()) {
    Atomics.wait(pending, 0, total);
    total = Atomics.load(pending, 0);
  }
};

/**
 * Standard input and output go to the agent; node:wasi would take its terminal.
 * @param {Record<string, Function>} imports
 */
const redirect = (imports) => {
  const { fd_write: write, fd_read: read } = imports;
  /** @param {(...args: number[]) => void} call */
  const guarded =
    (call) =>
    (/** @type {number[]} */ ...args) => {
      try {
        call(...args);
        return success;
      } catch {
        return badAddress;
      }
    };
  const writeOutput = guarded((fd, list, count, written) => {
    const { view, parts } = gather(list, count);
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    view.setUint32(written >>> 0, size, true);
    const chunk = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      chunk.set(part, at);
      at += part.length;
    }
    if (size > 0) send(fd === 1 ? 'stdout' : 'stderr', chunk);
  });
  const readInput = guarded((_, list, count, taken) => {
    const { view, parts } = gather(list, count);
    let size = 0;
    for (const part of parts) {
      const piece = input.subarray(0, part.length);
      part.set(piece);
      input = input.subarray(piece.length);
      size += piece.length;
    }
    view.setUint32(taken >>> 0, size, true);
  });
  imports.fd_write = (/** @type {[number, number, number, number]} */ ...args) =>
    (args[0] === 1 || args[0] === 2 ? writeOutput : write)?.(...args);
  imports.fd_read = (/** @type {[number, number, number, number]} */ ...args) =>
    (args[0] === 0 ? readInput : read)?.(...args);
};

/** node:wasi warns at its first import in each thread; that one warning is dropped. */
const importWasi = async () => {
  const emitWarning = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return (await import('node:wasi')).WASI;
  } finally {
    process.emitWarning = emitWarning;
  }
};

/** @param {string} kind @param {unknown} error */
const fail = (kind, error) => {
  if (!isStopped()) port.postMessage({ type: 'error', kind, message: String(error) });
};

const load = async () => {
  const WASI = await importWasi();
  checkFolders(directories);
  // What is not redirected (fd_pwrite, poll_oneoff) meets these and not the agent's own 0, 1 and 2. The
  // worker closes them when it ends.
  const nothing = () => openSync(devNull, 'r+');
  const stdio = { stdin: nothing(), stdout: nothing(), stderr: nothing() };
  const wasi = new WASI({
    version: 'preview1',
    args,
    env,
    preopens: directories,
    returnOnExit: true,
    ...stdio,
  });
  closeFiles = followFiles(wasi, Object.keys(directories).length, () => memory);
  const imports = /** @type {Record<string, Function>} */ (wasi.wasiImport);
  redirect(imports);
  stopInCalls(imports);
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
  memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
  return () => /** @type {number | undefined} */ (wasi.start(instance)) ?? 0;
};

try {
  const start = await load();
  port.postMessage({ type: 'started' });
  try {
    port.postMessage({ type: 'exit', code: start() });
  } catch (error) {
    fail('trap', error);
  }
} catch (error) {
  fail('load', error);
} finally {
  closeFiles();
}

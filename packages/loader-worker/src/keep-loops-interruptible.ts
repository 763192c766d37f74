import { setFlagsFromString } from 'node:v8';

/** Whether V8 unrolls loops so that nothing interrupts them any more: seen in Node 24 and 26, and not in 22. */
const losesInterrupts = Number(process.versions.node.split('.')[0]) > 22;

/**
 * Has V8 leave loops as they are written, for the whole process and all that it compiles from now on. Else some that
 * allocate, such as `for (;;) new Array(1000).fill(0)`, are ended by nothing once they are optimised: neither by
 * `terminate()`, nor by the limit of the heap, nor by `process.exit()`.
 */
export const keepLoopsInterruptible = (): void => {
  if (losesInterrupts) setFlagsFromString('--no-turboshaft-loop-unrolling');
};

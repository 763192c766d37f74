import { MortiseError, messageOf } from '@mortise/core';

// One factory a code, sorted.

/** `cannot_start`: the thread ends before a plugin is in it. */
export const cannotStart = (cause: unknown): MortiseError =>
  new MortiseError('cannot_start', `Cannot start a worker thread: ${messageOf(cause)}`, {
    phase: 'load',
    cause,
    hint: "Raise the limits 'memory' and 'stack', which the thread needs for itself too",
  });

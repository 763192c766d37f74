import { MortiseError, messageOf } from '@mortise/core';

// One factory a code, sorted.

/** `cannot_start`: the engine, or its thread, does not start. */
export const cannotStart = (cause: unknown): MortiseError =>
  new MortiseError('cannot_start', `Cannot start an engine: ${messageOf(cause)}`, {
    phase: 'load',
    cause,
    hint: "See the cause; the files 'guest/quickjs.wasm' and 'guest/quickjs.js' belong to this package",
  });

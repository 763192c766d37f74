import { MortiseError, messageOf } from '@mortise/core';

// One factory a code, sorted.

/** `cannot_start`: Deno ends before a plugin is in it. */
export const cannotStart = (deno: string, why: string, cause?: unknown): MortiseError =>
  new MortiseError('cannot_start', `Cannot start '${deno}': ${why || messageOf(cause)}`, {
    phase: 'load',
    cause,
    hint: "Try it: deno --version. Where the memory limit is low, Deno's own heap does not fit: raise 'memory'",
  });

/** `deno_not_found`: @param tried where it was looked for */
export const denoNotFound = (tried: readonly string[]): MortiseError =>
  new MortiseError('deno_not_found', `Cannot find Deno: neither ${tried.join(', nor ')} has it`, {
    phase: 'load',
    hint: "Install it beside your product: npm install deno. Or name it: createDenoLoader({ deno: '/path/to/deno' })",
  });

/** `old_deno`: versions as `2.5.0`. */
export const oldDeno = (deno: string, found: string, least: string): MortiseError =>
  new MortiseError('old_deno', `Cannot use '${deno}': it is version ${found}, ${least} is needed`, {
    phase: 'load',
    hint: 'npm install deno, or deno upgrade',
  });

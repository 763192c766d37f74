import { MortiseError } from '@mortise/core';
import { hostHint } from '@mortise/isolation';
import { plainText } from '@mortise/rpc';

// One factory a code, sorted.

/** `cannot_start`: Deno ends before a plugin is in it. */
export const cannotStart = (
  deno: string,
  why: string,
  { cause, unsafeFlags = [] }: { cause?: unknown; unsafeFlags?: readonly string[] | undefined } = {},
): MortiseError =>
  new MortiseError('cannot_start', `Cannot start '${deno}': ${plainText(why)}`, {
    phase: 'load',
    ...(cause !== undefined && { cause }),
    hint: hostHint(cause) ?? startHint(unsafeFlags),
  });

const startHint = (unsafeFlags: readonly string[]): string => {
  const flags = unsafeFlags.length > 0 ? `Look at 'unsafeFlags' first: ${unsafeFlags.join(' ')}. ` : '';
  return `${flags}Try it: deno --version. Where limits are low, raise 'memory' and 'stack', which Deno needs for itself too`;
};

/** `deno_not_found`: @param tried where it was looked for */
export const denoNotFound = (tried: readonly string[]): MortiseError =>
  new MortiseError('deno_not_found', `Cannot find Deno: it is not in ${tried.join(', nor in ')}`, {
    phase: 'load',
    hint: "Install it beside your product: npm install deno. Or name it: createDenoLoader({ deno: '/path/to/deno' })",
  });

/** `invalid_flag`: what stands among the flags and is none could be taken for the program to run. */
export const invalidFlag = (flag: string): MortiseError =>
  new MortiseError('invalid_flag', `Cannot start Deno with the flag '${flag}': it must begin with '--'`, {
    phase: 'load',
    hint: "Write the flag and its value as one: '--allow-net=example.com'",
  });

/** `old_deno`: versions as `2.5.0`. */
export const oldDeno = (deno: string, found: string, least: string): MortiseError =>
  new MortiseError('old_deno', `Cannot use '${deno}': it is version ${found}, ${least} is needed`, {
    phase: 'load',
    hint: 'Install a newer one: npm install deno@latest, or deno upgrade',
  });

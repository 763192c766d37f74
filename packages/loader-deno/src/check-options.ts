import { invalidOption } from '@mortise/isolation';
import type { ProcessOptions } from './deno-boundary.ts';
import { invalidFlag } from './errors.ts';

/**
 * Looks whether Deno can be started as it is asked for, where the host has no types.
 *
 * @throws MortiseError `invalid_flag`, `invalid_option`, which names the option
 */
export const checkProcessOptions = ({ deno, unsafeFlags }: ProcessOptions): void => {
  if (deno !== undefined && (typeof deno !== 'string' || deno === ''))
    throw invalidOption('deno', deno, 'the path of a program');
  if (unsafeFlags === undefined) return;
  if (!Array.isArray(unsafeFlags))
    throw invalidOption('unsafeFlags', unsafeFlags, "a list such as ['--allow-net=example.com']");
  for (const [index, flag] of unsafeFlags.entries()) {
    if (typeof flag !== 'string') throw invalidOption(`unsafeFlags[${index}]`, flag, 'a text');
    if (!/^--[a-z]/.test(flag)) throw invalidFlag(flag);
  }
};

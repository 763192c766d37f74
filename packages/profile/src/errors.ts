import { MortiseError } from '@mortise/core';

// One factory a code, sorted.

/** `invalid_size`: a text that is no size. */
export const invalidSize = (text: string): MortiseError =>
  new MortiseError('invalid_size', `Cannot read size '${text}': it must be a number and a unit`, {
    hint: 'Write a size such as "6kB": the units are B, kB, MB, GB, KiB, MiB and GiB',
  });

import { messageOf } from '@mortise/core';

const hints: readonly (readonly [sign: RegExp, hint: string])[] = [
  [/\bE[MN]FILE\b/, 'The program has too many files open: close some, or let it have more (ulimit -n)'],
  [/\buv_cwd\b/, 'The working folder of the program was deleted: start it in one that is there'],
  [
    /\bEAGAIN\b/,
    'The system starts no more threads or processes for this user: end some, or allow more (ulimit -u)',
  ],
  [
    /\bAccess to this API has been restricted\b/,
    "Node's permission model forbids it: start the program with the flag that the message names",
  ],
];

/**
 * What to do where the program itself stands in the way of a plugin's start, and not the plugin or its limits.
 *
 * @param cause why something could not be opened or started
 * @returns none where it is something else
 */
export const hostHint = (cause: unknown): string | undefined => {
  const text = messageOf(cause);
  return hints.find(([sign]) => sign.test(text))?.[1];
};

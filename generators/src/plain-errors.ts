import { isMortiseError } from '@mortise/core';

/**
 * Runs a step whose errors Nx will print: it takes the first line of a message for a heading and
 * leaves the stack out where more lines follow.
 *
 * @param step what may throw a MortiseError
 * @throws Error with the message, then the hint; everything else as it was thrown
 */
export const plainErrors = async <T>(step: () => Promise<T>): Promise<T> => {
  try {
    return await step();
  } catch (error) {
    if (!isMortiseError(error)) throw error;
    const { message, hint, code } = error;
    const more = hint ?? (message.includes('\n') ? undefined : code);
    throw new Error(more === undefined ? message : `${message}\n${more}`, { cause: error });
  }
};

import { messageOf } from '@mortise/core';

/**
 * Calls what the host gave us to be told of something. Where it throws or rejects, Node prints a warning and all else
 * goes on: an uncaught exception would end the program.
 *
 * @param who begins the warning: `The output sink`
 */
export const tellListener = (who: string, tell: () => unknown): void => {
  const warn = (error: unknown) => process.emitWarning(`${who} has thrown: ${messageOf(error)}`);
  new Promise((resolve) => resolve(tell())).catch(warn);
};

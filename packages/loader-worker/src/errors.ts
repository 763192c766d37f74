import { MortiseError, messageOf } from '@mortise/core';
import { hostHint } from '@mortise/isolation';

// One factory a code, sorted.

/**
 * `cannot_start`: the thread ends before a plugin is in it.
 *
 * @param why an error that says it; where that has a cause, or says that it has none, it tells nothing more itself
 */
export const cannotStart = (why: Error): MortiseError => {
  const cause = 'cause' in why ? why.cause : why;
  return new MortiseError('cannot_start', `Cannot start a worker thread: ${messageOf(why)}`, {
    phase: 'load',
    ...(cause !== undefined && { cause }),
    hint: hostHint(why) ?? "Raise the limits 'memory' and 'stack', which the thread needs for itself too",
  });
};

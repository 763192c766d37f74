import { MortiseError, messageOf } from '@mortise/core';
import { formatSize } from '@mortise/core/units';
import { hostHint } from '@mortise/isolation';

// One factory a code, sorted.

/**
 * `cannot_start`: the engine, or its thread, does not start.
 *
 * @param why says it; where that has a cause, it tells nothing more itself
 */
export const cannotStart = (why: unknown): MortiseError =>
  new MortiseError('cannot_start', `Cannot start an engine: ${messageOf(why)}`, {
    phase: 'load',
    cause: (why instanceof Error ? why.cause : undefined) ?? why,
    hint: hostHint(why) ?? "See the cause; the file 'guest/engine.wasm' belongs to this package",
  });

/** `cannot_start`: no plugin can run in such a stack. Sizes in bytes. */
export const stackTooSmall = (found: number, least: number): MortiseError =>
  new MortiseError(
    'cannot_start',
    `Cannot start an engine: its limit 'stack' is ${formatSize(found)}, and it needs ${formatSize(least)} at least`,
    { phase: 'load', hint: "Raise the limit 'stack' in the profile, or in the plugin's manifest" },
  );

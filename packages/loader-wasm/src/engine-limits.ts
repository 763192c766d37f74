import type { IsolationLimits } from '@mortise/isolation';
import type { EngineLimits } from './engine/engine.ts';
import { stackTooSmall } from './errors.ts';

/** What the engine's stack needs, in bytes: what greets the host takes 5 kB. */
const leastStack = 8_000;

/** What a plugin may take where nothing else is said, in bytes. */
export const defaultLimits = { memory: 256 * 1024 * 1024, stack: 256 * 1024 } as const;

/** What the engine's stack may have at most, in bytes: half of the one that WebAssembly gives it. */
const mostStack = 512 * 1024;

/**
 * A plugin's limits as its engine keeps them.
 *
 * @throws MortiseError `cannot_start` for a stack in which no plugin can run
 */
export const engineLimits = ({
  memory = defaultLimits.memory,
  stack = defaultLimits.stack,
}: IsolationLimits): EngineLimits => {
  if (stack < leastStack) throw stackTooSmall(stack, leastStack);
  return { memory, stack: Math.min(Math.floor(stack), mostStack) };
};

import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cutError, cutText, type Ending, type IsolationLimits } from '@mortise/isolation';
import type { EngineEnd, EngineLimits } from './engine/engine.ts';
import { stackTooSmall } from './errors.ts';

/** What a plugin may take where nothing else is said, in bytes. */
const defaultMemory = 256 * 1024 * 1024;

/** What the engine's stack needs, in bytes: what greets the host takes 5 kB. */
const leastStack = 8_000;

/** What the engine's stack may have where nothing else is said, in bytes. */
const defaultStack = 256 * 1024;

/** What the engine's stack may have at most, in bytes: half of the one that WebAssembly gives it. */
const mostStack = 512 * 1024;

/** What a plugin may have sent that its host has not taken, in characters and bytes. */
export const mostUnread = 64 * 1024 * 1024;

/** Why a plugin that has sent more is ended. */
export const tooMuchUnread = { kind: 'crash', how: 'it sends more than its host reads' } as const;

/**
 * A plugin's limits as its engine keeps them.
 *
 * @throws MortiseError `cannot_start` for a stack in which no plugin can run
 */
export const engineLimits = ({
  memory = defaultMemory,
  stack = defaultStack,
}: IsolationLimits): EngineLimits => {
  if (stack < leastStack) throw stackTooSmall(stack, leastStack);
  return { memory, stack: Math.min(Math.floor(stack), mostStack) };
};

/** Why an engine has ended, in the words of all boundaries. */
export const endingOf = (end: EngineEnd, { memory, turn = 0 }: EngineLimits): Ending => {
  switch (end.kind) {
    case 'memory':
      return {
        kind: 'limit',
        limit: 'memory',
        unit: 'bytes',
        allowed: memory,
        measured: end.measured,
        ...(end.wantedMore ? { wantedMore: true } : {}),
      };
    case 'turn':
      return {
        kind: 'limit',
        limit: 'callTimeout',
        what: 'time at a stretch',
        unit: 'ms',
        allowed: turn,
        measured: end.measured,
      };
    case 'crash':
      return {
        kind: 'crash',
        how: cutText(end.how),
        ...(end.thrown && { cause: cutError(end.thrown) }),
      };
  }
};

/** How a plugin sees its own file, in stacks: where it lies on the host is not its business. */
export const fileNameOf = (file: URL): string => basename(fileURLToPath(file));

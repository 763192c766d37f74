import { cutText, type Ending, type IsolationLimits } from '@mortise/isolation';
import type { EngineEnd, EngineLimits } from './engine/engine.ts';

/** What a plugin may take where nothing else is said, in bytes. */
const defaultMemory = 256 * 1024 * 1024;

/** What the engine's stack may have where nothing else is said, in bytes. */
const defaultStack = 256 * 1024;

/** What the engine's stack may have at most, in bytes: half of the one that WebAssembly gives it. */
const mostStack = 512 * 1024;

/** A plugin's limits as its engine keeps them. */
export const engineLimits = ({ memory, stack }: IsolationLimits): EngineLimits => ({
  memory: memory ?? defaultMemory,
  stack: Math.min(Math.floor(stack ?? defaultStack), mostStack),
});

/** Why an engine has ended, in the words of all boundaries. */
export const endingOf = (end: EngineEnd, { memory, turn = 0 }: EngineLimits): Ending => {
  switch (end.kind) {
    case 'memory':
      return { kind: 'limit', limit: 'memory', unit: 'bytes', allowed: memory, measured: end.measured };
    case 'turn':
      return { kind: 'limit', limit: 'time at a stretch', unit: 'ms', allowed: turn, measured: end.measured };
    case 'crash':
      return { kind: 'crash', how: cutText(end.how) };
  }
};

/** How a plugin sees its own file, in stacks: where it lies on the host is not its business. */
export const nameOf = (file: URL): string => file.pathname.slice(file.pathname.lastIndexOf('/') + 1);

import type { HostCalls } from '../host-calls.ts';
import { createConsole } from './console.ts';
import { events } from './events.ts';
import { createRandom } from './random.ts';
import { structuredClone } from './structured-clone.ts';
import { text } from './text.ts';
import { createTimers } from './timers.ts';

/**
 * Puts what plugins expect of a platform, and QuickJS lacks, into the globals.
 *
 * @returns what the host calls
 */
export const installShims = (host: HostCalls): { fire(id: number): Promise<void> } => {
  const { globals, fire } = createTimers(host);
  const clone = (value: unknown) => structuredClone(value);
  const all = {
    ...events,
    ...text,
    ...globals,
    console: createConsole(host),
    crypto: createRandom(host),
    structuredClone: clone,
  };
  for (const [name, value] of Object.entries(all))
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  return { fire };
};

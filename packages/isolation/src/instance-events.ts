import type { MortiseError } from '@mortise/core';
import type { BackOff } from './errors.ts';
import { TypedChannel } from './typed-channel.ts';

/** Which plugin an event is about. */
export interface AboutPlugin {
  readonly pluginId: string;
  /** As a profile names it: `worker`, `deno`, `wasm`. */
  readonly isolation: string;
}

/** What happens to an instance. An error's `phase` says what the plugin was at. */
export type InstanceChange =
  /** It is active. */
  | {
      readonly kind: 'started';
      /** How long its start took. */
      readonly milliseconds: number;
      /** Whether its boundary was a spare that was ready. */
      readonly isSpare: boolean;
    }
  /** It could not be started. */
  | { readonly kind: 'failed'; readonly milliseconds: number; readonly reason: MortiseError }
  /** It is not active any more. */
  | {
      readonly kind: 'ended';
      /** How long it was active. */
      readonly milliseconds: number;
      /** Why, where that was not in order. */
      readonly reason?: MortiseError;
    }
  /** A call was rejected with `backing_off`; the reason is the last failure. */
  | ({ readonly kind: 'refused'; readonly reason: MortiseError } & BackOff);

/** What happens to an isolated plugin's instance, and which plugin that is. */
export type InstanceEvent = AboutPlugin & InstanceChange;

const instances = new TypedChannel<InstanceEvent>('mortise:instance');

/** @param change made only where somebody wants to know */
export const publishInstance = (about: AboutPlugin, change: () => InstanceChange): void => {
  if (instances.isObserved) instances.publish({ ...about, ...change() });
};

/**
 * Watches the instances of all isolated plugins of this process, those of a profile's bootstrap too: what is
 * started, fails, ends, and is not started for a while. They are published on the channel `mortise:instance` of
 * `node:diagnostics_channel`, and cost nothing where nobody watches.
 *
 * @param listener called while it happens; where it throws or rejects, Node prints a warning and all else goes on
 * @returns stops; may be disposed again
 * @example
 * ```ts
 * import { observeInstances } from '@mortise/isolation';
 *
 * const observer = observeInstances((event) => {
 *   if (event.kind === 'started') console.info(`${event.pluginId} is active after ${event.milliseconds} ms`);
 *   else if (event.reason) console.error(`${event.pluginId}: ${event.kind}, ${event.reason.message}`);
 * });
 * observer[Symbol.dispose]();
 * ```
 */
export const observeInstances = (listener: (event: InstanceEvent) => void): Disposable =>
  instances.observe(listener);

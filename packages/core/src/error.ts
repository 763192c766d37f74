const brand = Symbol.for('mortise.error');

/**
 * The steps of a plugin's life: its artifact is read (`load`), it enters a catalog (`register`), gets
 * its dependencies and services (`connect`) and its configuration (`configure`), becomes active, serves
 * calls and ends.
 */
export type Phase = 'load' | 'register' | 'connect' | 'configure' | 'activate' | 'call' | 'deactivate';

/** What a {@link MortiseError} knows beside its code and message. */
export interface MortiseErrorOptions {
  /** The plugin that it is about. */
  readonly pluginId?: string | undefined;
  /** Where in the plugin's life it happened. */
  readonly phase?: Phase | undefined;
  /** What to do next, with a command where there is one. */
  readonly hint?: string | undefined;
  /** The error behind this one, kept as it was thrown. */
  readonly cause?: unknown;
}

/**
 * Every error that Mortise raises itself. Recognise it by {@link isMortiseError} and `code`, not by
 * `instanceof`: two copies of the package may be loaded.
 *
 * @example
 * ```ts
 * import { isMortiseError, MortiseError } from '@mortise/core';
 *
 * const error: unknown = new MortiseError('unknown_provider', "Cannot get provider 'oci'");
 * if (isMortiseError(error)) console.log(error.code); // unknown_provider
 * ```
 */
export class MortiseError extends Error implements MortiseErrorOptions {
  declare readonly code: string;
  declare readonly pluginId?: string;
  declare readonly phase?: Phase;
  declare readonly hint?: string;

  /**
   * @param code stable, lower case with underscores, listed in its package's errors.ts
   * @param message the failed action first, values quoted, no final period
   * @param options plugin, phase, hint and cause, each left out where it says nothing
   */
  constructor(code: string, message: string, options?: MortiseErrorOptions) {
    super(message, options);
    Object.assign(this, { code }, options);
  }
}
// In the prototype, name and brand survive a minifier and are no noise in a logged error.
Object.assign(MortiseError.prototype, { name: 'MortiseError', [brand]: true });

/**
 * Whether a caught value is a {@link MortiseError}, from this copy of the package or another one.
 *
 * @param value anything that was thrown
 */
export const isMortiseError = (value: unknown): value is MortiseError =>
  (value as { [brand]?: boolean } | undefined)?.[brand] === true;

/** The message of anything that can be thrown, since plugins also throw strings, `undefined` and worse. */
export const messageOf = (thrown: unknown): string => {
  try {
    return String((thrown as Error | null | undefined)?.message ?? thrown);
  } catch {
    // An object without a prototype has no text.
    return typeof thrown;
  }
};

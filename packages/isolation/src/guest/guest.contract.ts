/** What JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** How an activation ended, where the plugin did not throw. */
export type Activation =
  | {
      readonly kind: 'active';
      /** Places of providers that the manifest promises and `activate` did not return. */
      readonly missing: readonly string[];
    }
  | {
      readonly kind: 'failed';
      readonly code: FailureCode;
      readonly message: string;
    };

/** What is wrong with a plugin, or with how it is configured. */
export type FailureCode =
  | 'configure_failed'
  | 'import_failed'
  | 'missing_wire'
  | 'not_a_plugin'
  | 'other_plugin';

/**
 * What a plugin's side of a boundary offers beside the providers: the plugin's life.
 *
 * @contract mortise:guest@1.0.0
 */
export interface Guest {
  /**
   * Decodes the configuration and activates the plugin, whose module has been imported before.
   *
   * @throws what the plugin's `activate` throws
   */
  activate(config?: Json): Promise<Activation>;
  /** The end of the scope begins: aborts `ctx.signal`. */
  abort(): Promise<void>;
  /** @throws what the plugin's `deactivate` throws */
  deactivate(): Promise<void>;
  /** Answers, which a plugin that is busy in a loop cannot. */
  ping(): Promise<void>;
}

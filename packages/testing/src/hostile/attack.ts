import type { Capability } from './capabilities.ts';

/** Where the host meets an attack: which step of the plugin's life it asks for. */
export type Step =
  /** `registry.get`: the module is imported, the plugin activated. */
  | 'activate'
  /** A call of `attack`. */
  | 'call'
  /** A call of `attack`, then one of `ping`, which meets what the first has left behind. */
  | 'next call'
  /** Calls of `bytes` and `text`. */
  | 'bytes'
  | 'text'
  /** A stream that is read up to its thousandth item, slowly. */
  | 'stream'
  /** A stream of which one item is read, and the next one only a second later. */
  | 'idle stream'
  /** Sixty-four calls of `feed` at once, with a megabyte each. */
  | 'feed'
  /** Calls of `feed`, one behind the other, which each return an integer. */
  | 'count'
  /** A call of `attack`, then the end of the plugin's scope. */
  | 'end';

/**
 * How the attacked call may end: with an ordinary answer, with an error of the plugin's own, or with a
 * MortiseError of one of these codes that names plugin and phase.
 */
export type Expected =
  | 'answer'
  | 'own error'
  | 'activate_failed'
  | 'deadline_exceeded'
  | 'import_failed'
  | 'invalid_value'
  | 'limit_exceeded'
  | 'plugin_crashed'
  | 'plugin_unresponsive'
  | 'protocol_violation'
  | 'start_timeout'
  | 'value_too_large';

/** The id of the plugin in `hostile/<name>.mjs`. */
export const pluginIdOf = (name: string): string => `hostile.${name}`;

/** One plugin of the corpus: `hostile/<name>.mjs`. */
export interface Attack {
  /** The file's name. */
  readonly name: string;
  /** What it tries, as the matrix says it. */
  readonly title: string;
  readonly step: Step;
  /** Each of these is contained. A platform that offers nothing to attack gives an answer that says so. */
  readonly expects: readonly Expected[];
  /**
   * Whether a later call gets an answer, from the same instance or a fresh one; unless told, it does. Where it
   * need not, it ends in time with a typed error.
   */
  readonly recovers?: boolean;
  /**
   * What a loader must keep apart to contain it. Where it says that it cannot, the attack gets through, and does
   * so in a way that shows just this.
   */
  readonly needs?: readonly Capability[];
  /** Whether it is contained at times also where a loader does not promise it: how fast the machine is decides. */
  readonly mayHold?: boolean;
  /** How long a call may take, where the corpus's usual 500 ms hide what is tried. */
  readonly callTimeout?: string;
}

/** Attacks of one kind, as the matrix shows them. */
export interface AttackGroup {
  readonly title: string;
  readonly attacks: readonly Attack[];
}

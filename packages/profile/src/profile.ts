import type { Limits } from '@mortise/core';
import { type JsonDocument, openJson } from '@mortise/json';
import { type isolations, type platforms, profileSchema } from './schema.ts';

/** How far a plugin is kept apart. */
export type Isolation = (typeof isolations)[number];

/** What a bundle runs on. */
export type Platform = (typeof platforms)[number];

/** What a profile says of one plugin. */
export interface ProfileEntry {
  /** Without it `none`. */
  readonly isolation?: Isolation;
  /** For a plugin that is isolated. */
  readonly limits?: Limits;
  /**
   * How many boundaries are kept ready while the plugin is active, for a new start and for other registries; none
   * unless told. For `worker`, `deno` and `wasm`.
   */
  readonly spares?: number;
  /**
   * Flags for `deno run`, such as `--allow-net=example.org`, for a plugin of isolation `deno`. Each gives the
   * plugin rights that are not a host service's to check or to take back.
   */
  readonly unsafeFlags?: readonly string[];
}

/** A profile as a person writes it: what one build of a product contains. */
export interface Profile {
  readonly $schema?: string;
  readonly description?: string;
  readonly platform: Platform;
  /** The module that the bundle starts from, relative to the product's folder; without it `./src/main.ts`. */
  readonly main?: string;
  /** By package name, or by path relative to the product's folder. */
  readonly plugins: Readonly<Record<string, ProfileEntry>>;
  /** The largest sizes that the bundle may have, such as `6kB`: as it is, and after gzip. */
  readonly budget?: { readonly bytes?: string; readonly gzip?: string };
}

/**
 * Opens the text of a profile and checks all that can be checked without its plugins.
 *
 * @param text the whole text
 * @param file how messages name it
 * @returns the document; `resolveProfile` goes on with it
 * @example
 * ```ts
 * import { openProfile } from '@mortise/profile';
 *
 * const document = openProfile('{ "platform": "nod", "plugins": {} }', 'profiles/edge.json');
 * console.log(document.faults[0]?.hint); // did you mean "node"?
 * ```
 */
export const openProfile = (text: string, file: string): JsonDocument<Profile> =>
  openJson<Profile>(text, file, { what: 'profile', schema: profileSchema });

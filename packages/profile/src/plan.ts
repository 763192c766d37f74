import type { Limits, Manifest, PluginManifest } from '@mortise/core';
import type { Isolation, Platform } from './profile.ts';

/** A plugin that somebody found for a key of a profile. */
export interface FoundPlugin {
  /** How the product imports it: the package's name, or none where the profile names its folder. */
  readonly specifier?: string;
  /** Where it lies, relative to the workspace. */
  readonly directory: string;
  /** What `openManifest` of `@mortise/artifact` has accepted. */
  readonly manifest: Manifest;
  /** The version that holds: package.json's, or the manifest's own. */
  readonly version: string;
}

/** One plugin of a plan. */
export interface PlannedPlugin {
  /** As the profile writes it. */
  readonly key: string;
  /** How the product imports it: the package's name, or none for a folder that is no package. */
  readonly specifier?: string;
  /** Where it lies, relative to the workspace. */
  readonly directory: string;
  readonly isolation: Isolation;
  /** The profile's, which are none where the plugin is linked in. */
  readonly limits: Limits;
  /** The manifest's, which lower what holds and raise nothing. Where the plugin is linked in, nothing enforces them. */
  readonly manifestLimits: Limits;
  /** How many boundaries are kept ready; left out where there are none. */
  readonly spares?: number;
  /** For isolation `deno` only. */
  readonly unsafeFlags?: readonly string[];
  readonly manifest: PluginManifest;
}

/** What a build does for one profile: everything is resolved, checked and sorted. */
export interface ProfilePlan {
  /** The profile's name: that of its file. */
  readonly name: string;
  readonly platform: Platform;
  /** Relative to the product's folder. */
  readonly main: string;
  /** A plugin stands behind those that it depends on; else they go by id. */
  readonly plugins: readonly PlannedPlugin[];
  /** The largest sizes that the bundle may have, in bytes: as it is, and after gzip. */
  readonly budget: { readonly bytes?: number; readonly gzip?: number };
}

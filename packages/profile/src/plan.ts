import type { Limits, Manifest, PluginManifest } from '@mortise/core';
import type { Isolation, Platform } from './profile.ts';

/** A plugin that somebody found for a key of a profile. */
export interface FoundPlugin {
  /** How the product imports it: the package's name, or none for a folder that is no package. */
  readonly specifier?: string;
  /** Where it lies, relative to the workspace. */
  readonly directory: string;
  readonly manifest: Manifest;
  readonly version: string;
}

/** One plugin of a plan. */
export interface PlannedPlugin {
  /** As the profile writes it. */
  readonly key: string;
  readonly specifier?: string;
  readonly directory: string;
  readonly isolation: Isolation;
  readonly limits: Limits;
  readonly manifest: PluginManifest;
}

/** What a build does for one profile: everything is resolved, checked and sorted. */
export interface ProfilePlan {
  readonly name: string;
  readonly platform: Platform;
  /** Relative to the product's folder. */
  readonly main: string;
  /** A plugin stands behind those that it depends on; else they go by id. */
  readonly plugins: readonly PlannedPlugin[];
  /** In bytes. */
  readonly budget: { readonly bytes?: number; readonly gzip?: number };
}

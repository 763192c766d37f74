import type { Manifest } from './manifest.ts';
import type { Plugin } from './plugin.ts';

/** A plugin's manifest and code files with their hashes, nothing else: what a loader takes. */
export interface Artifact {
  readonly manifest: Manifest;
  /** The version that holds: package.json's, or the manifest's own. */
  readonly version: string;
  /** Where it came from, for messages: a package's name or a path. */
  readonly source: string;
  /** The folder that `main` and `files` are relative to. */
  readonly directory: string;
  /** The module that exports the plugin by default. */
  readonly main: string;
  /** Each code file with its sha256 in hexadecimal digits. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Makes an artifact into a plugin that a catalog can hold. Nothing of the artifact runs before the
 * registry activates it; the loader's boundary, if it has one, is built then and torn down at the end.
 */
export interface Loader {
  /** The isolation that a profile names: `none`, `worker`, `deno`, `wasm`, `wasm-inline`. */
  readonly isolation: string;
  load(artifact: Artifact): Plugin;
}

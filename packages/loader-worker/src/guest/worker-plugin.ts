import type { PluginManifest } from '@mortise/core';

/** The plugin that a thread is to run. */
export interface WorkerPlugin {
  readonly manifest: PluginManifest;
  /** The text of its bundle. */
  readonly source: string;
  /** Where that lies, as a URL. */
  readonly file: string;
}

// What passes between the host and the thread that holds an engine.
import type { PluginManifest } from '@mortise/core';
import type { EngineEnd, EngineLimits } from '../engine/engine.ts';
import type { EngineImage } from '../engine/image.ts';

/** What a thread begins with. */
export interface WorkerStart {
  readonly image: EngineImage;
  readonly limits: EngineLimits;
}

/** The plugin that it is to run. */
export interface WorkerPlugin {
  readonly manifest: PluginManifest;
  readonly source: string;
  readonly file: string;
}

/** What a thread says beside the plugin's messages. */
export type WorkerNote = { readonly ready: true } | { readonly end: EngineEnd };

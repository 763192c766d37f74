// What passes between the host and the thread that holds an engine.
import type { PluginManifest } from '@mortise/core';
import type { Ending } from '@mortise/isolation';
import type { EngineLimits } from '../engine/engine.ts';
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

/** What a thread says where its engine has ended. */
export interface EndNote {
  readonly kind: 'end';
  readonly ending: Ending;
}

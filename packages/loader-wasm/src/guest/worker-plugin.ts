// What passes between the host and the thread that holds an engine.
import type { GuestTask } from '@mortise/isolation/guest';
import type { EngineEnd, EngineLimits } from '../engine/engine.ts';
import type { EngineImage } from '../engine/image.ts';

/** What a thread begins with. */
export interface WorkerStart {
  readonly image: EngineImage;
  readonly limits: EngineLimits;
  /** Whether nobody waits for it yet. */
  readonly isSpare: boolean;
}

/** The plugin that it is to run. */
export interface WorkerPlugin {
  readonly task: GuestTask;
  readonly source: string;
  readonly file: string;
}

/** What a thread says where its engine has ended. */
export interface EndNote {
  readonly kind: 'end';
  readonly why: EngineEnd;
}

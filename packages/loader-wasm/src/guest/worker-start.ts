// What passes between the host and the thread that holds an engine.
import type { EngineEnd, EngineLimits } from '../engine/engine.ts';
import type { EngineImage } from '../engine/image.ts';

/** What a thread begins with. */
export interface WorkerStart {
  readonly image: EngineImage;
  readonly limits: EngineLimits;
  /** Whether nobody waits for it yet. */
  readonly isSpare: boolean;
}

/** What a thread says where its engine has ended. */
export interface EndNote {
  readonly kind: 'end';
  readonly why: EngineEnd;
}

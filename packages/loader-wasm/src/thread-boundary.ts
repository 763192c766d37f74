import type { IsolationLimits, OutputSink } from '@mortise/isolation';
import { ThreadBoundary, textForm } from '@mortise/isolation/thread';
import { endingOf } from './endings.ts';
import { engineImage } from './engine/image.ts';
import { engineLimits } from './engine-limits.ts';
import { cannotStart } from './errors.ts';
import { fileNameOf } from './file-name.ts';
import type { EndNote, WorkerStart } from './guest/worker-start.ts';

/**
 * Starts an engine in a thread of its own: whatever the plugin is doing there can be ended.
 *
 * @param isSpare whether nobody waits for it yet
 * @throws MortiseError `cannot_start`
 */
export const startThread = async (
  limits: IsolationLimits,
  output?: OutputSink,
  signal?: AbortSignal,
  isSpare = false,
): Promise<ThreadBoundary> => {
  const own = engineLimits(limits);
  try {
    const start: WorkerStart = { image: await engineImage(), limits: own, isSpare };
    return await ThreadBoundary.start(
      {
        file: new URL('../guest/wasm-worker.cjs', import.meta.url),
        start,
        form: textForm,
        output,
        fileName: fileNameOf,
        // The plugin cannot reach the thread that says it.
        endOfNote: (note) => endingOf((note as EndNote).why, own),
      },
      signal,
    );
  } catch (error) {
    throw cannotStart(error);
  }
};

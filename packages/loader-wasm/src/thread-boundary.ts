import {
  type Ending,
  type GuestPlugin,
  type IsolationLimits,
  type OutputSink,
  ThreadBoundary,
  textForm,
} from '@mortise/isolation';
import { engineLimits, nameOf } from './endings.ts';
import { engineImage } from './engine/image.ts';
import { cannotStart } from './errors.ts';
import type { EndNote, WorkerPlugin, WorkerStart } from './guest/worker-plugin.ts';

/**
 * Starts an engine in a thread of its own: whatever the plugin is doing there can be ended.
 *
 * @throws MortiseError `cannot_start`
 */
export const startThread = async (
  limits: IsolationLimits,
  output?: OutputSink,
  signal?: AbortSignal,
): Promise<ThreadBoundary> => {
  try {
    const start: WorkerStart = { image: await engineImage(), limits: engineLimits(limits) };
    return await ThreadBoundary.start(
      {
        file: new URL('../guest/wasm-worker.js', import.meta.url),
        start,
        form: textForm,
        output,
        pluginMessage,
        endOfNote,
      },
      signal,
    );
  } catch (error) {
    throw cannotStart(error);
  }
};

const pluginMessage = ({ manifest, file, code }: GuestPlugin): WorkerPlugin => ({
  manifest,
  source: new TextDecoder().decode(code),
  file: nameOf(file),
});

/** The plugin cannot reach the thread that says it. */
const endOfNote = (note: unknown): Ending => (note as EndNote).ending;

// What runs in a worker thread before a plugin does: takes it from the host and serves it. Bundled into one
// file, `guest/worker.cjs`, so that a thread starts with one read, and without Node's loader of modules, which takes
// longer than all of this.
import { parentPort } from 'node:worker_threads';
import { serveGuest } from '@mortise/isolation/guest';
import { PortTransport, ThreadNotes, type ThreadPlugin } from '@mortise/isolation/thread';
import { importCode } from './import-code.ts';
import { redirectOutput } from './redirect-output.ts';
import { rehearseInThread } from './rehearse-in-thread.ts';
import type { WorkerStart } from './worker-start.ts';

const port = parentPort as NonNullable<typeof parentPort>;
const notes = new ThreadNotes();
redirectOutput(notes);

// It would tell the host's environment, whatever `env` is.
Object.defineProperty(process, 'report', { value: undefined });

const onPlugin = (data: unknown): void => {
  const { task, source, file } = data as ThreadPlugin;
  // It listens at once: the host speaks while the plugin is imported.
  const transport = new PortTransport(port);
  port.off('message', onPlugin);
  void serveGuest(transport, task, () => importCode(source, file)).catch(() => {});
};

const begin = async (): Promise<void> => {
  if ((notes.start as WorkerStart).isSpare) await rehearseInThread();
  port.on('message', onPlugin);
  notes.ready();
};

// What rejects here ends the thread, which says it.
void begin();

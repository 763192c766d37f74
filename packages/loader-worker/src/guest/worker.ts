// What runs in a worker thread before a plugin does: takes it from the host and serves it. Bundled into one
// file, `guest/worker.js`, so that a thread starts with one read.
import { parentPort } from 'node:worker_threads';
import { ThreadNotes } from '@mortise/isolation';
import { type Port, PortTransport, serveGuest } from '@mortise/isolation/guest';
import { importCode } from './import-code.ts';
import { redirectOutput } from './redirect-output.ts';
import type { WorkerPlugin } from './worker-plugin.ts';

const port = parentPort as unknown as Port;
const notes = new ThreadNotes();
redirectOutput(notes);

// It would tell the host's environment, whatever `env` is.
Object.defineProperty(process, 'report', { value: undefined });

const onPlugin = (data: unknown): void => {
  const { manifest, source, file } = data as WorkerPlugin;
  // It listens at once: the host speaks while the plugin is imported.
  const transport = new PortTransport(port);
  port.off('message', onPlugin);
  void serveGuest(transport, manifest, () => importCode(source, file)).catch(() => {});
};
port.on('message', onPlugin);
notes.ready();

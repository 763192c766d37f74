// A thread that holds one engine. It is ours, and the plugin cannot reach it: it passes on messages, and no more of
// them than the host takes, so that a plugin cannot drown the host in them.
import { parentPort, workerData } from 'node:worker_threads';
import { OutputLines } from '@mortise/isolation';
import { Engine } from '../engine/engine.ts';
import { OutgoingPort } from './outgoing-port.ts';
import type { WorkerNote, WorkerPlugin, WorkerStart } from './worker-plugin.ts';

const port = parentPort as NonNullable<typeof parentPort>;
const note = (what: WorkerNote): void => port.postMessage(what);
const outgoing = new OutgoingPort(port, () =>
  end({ kind: 'crash', how: 'it sends more than its host reads' }),
);
// What the host has not read waits here, so that there must not be much of it.
const output = new OutputLines((line) => process.stdout.write(`${line}\n`));
const { image, limits } = workerData as WorkerStart;

const engine = await Engine.start(image, limits, {
  onMessage: (json, attachments) => outgoing.send(json, attachments),
  onPrint: (line) => output.line(line),
  onEnd: (why) => end(why),
});

function end(end: Extract<WorkerNote, { end: unknown }>['end']): void {
  engine?.end();
  note({ end });
}

port.on('message', (data: unknown) => {
  if (typeof data === 'number') outgoing.onNumber(data);
  else if (typeof data === 'string') engine.receive(data);
  else if (Array.isArray(data)) engine.receive(data[0] as string, data.slice(1) as Uint8Array[]);
  else {
    const { manifest, source, file } = data as WorkerPlugin;
    engine.run(JSON.stringify(manifest), source, file);
  }
});
note({ ready: true });

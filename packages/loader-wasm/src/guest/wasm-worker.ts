// A thread that holds one engine. It is ours, and the plugin cannot reach it: it passes on messages, and no more of
// them than the host takes, so that a plugin cannot drown the host in them.
import { parentPort } from 'node:worker_threads';
import { OutputLines, ThreadNotes } from '@mortise/isolation';
import { endingOf } from '../endings.ts';
import { Engine, type EngineEnd } from '../engine/engine.ts';
import { OutgoingPort } from './outgoing-port.ts';
import type { EndNote, WorkerPlugin, WorkerStart } from './worker-plugin.ts';

const port = parentPort as NonNullable<typeof parentPort>;
const notes = new ThreadNotes();
const { image, limits } = notes.start as WorkerStart;
const outgoing = new OutgoingPort(port, () =>
  end({ kind: 'crash', how: 'it sends more than its host reads' }),
);
// What the host has not read waits here, so that there must not be much of it.
const output = new OutputLines((line) => notes.print('stdout', new TextEncoder().encode(`${line}\n`)));

const engine = await Engine.start(image, limits, {
  onMessage: (json, attachments) => outgoing.send(json, attachments),
  onPrint: (line) => output.line(line),
  onEnd: (why) => end(why),
});

function end(why: EngineEnd): void {
  engine?.end();
  output.end();
  notes.send({ kind: 'end', ending: endingOf(why, limits) } satisfies EndNote);
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
notes.ready();

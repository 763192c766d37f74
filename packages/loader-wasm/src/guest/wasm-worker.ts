// A thread that holds one engine. It is ours, and the plugin cannot reach it: it passes on messages, and no more of
// them than the host takes, so that a plugin cannot drown the host in them. What the host sends has been read once the
// engine has taken it.
import { parentPort } from 'node:worker_threads';
import { OutputLines } from '@mortise/isolation';
import { ThreadNotes, type ThreadPlugin } from '@mortise/isolation/thread';
import type { TextMessage } from '@mortise/rpc';
import { Engine, type EngineEnd } from '../engine/engine.ts';
import { tooMuchUnread } from '../unread.ts';
import { OutgoingPort } from './outgoing-port.ts';
import { rehearse } from './rehearse-engine.ts';
import type { EndNote, WorkerStart } from './worker-start.ts';

const port = parentPort as NonNullable<typeof parentPort>;
const notes = new ThreadNotes();
const { image, limits, isSpare } = notes.start as WorkerStart;
const outgoing = new OutgoingPort(port, () => end(tooMuchUnread));
// What the host has not read waits here, so that there must not be much of it.
const output = new OutputLines((line) => notes.print('stdout', new TextEncoder().encode(`${line}\n`)));

let engine: Engine | undefined;

const end = (why: EngineEnd): void => {
  engine?.end();
  output.end();
  notes.send({ kind: 'end', why } satisfies EndNote);
};

const begin = async (): Promise<void> => {
  const own = await Engine.start(image, limits, {
    onMessage: (message) => outgoing.send(message),
    onPrint: (line) => output.line(line),
    onEnd: end,
  });
  engine = own;
  port.on('message', (data: unknown) => {
    if (typeof data === 'number') {
      if (data > 0) own.whenRead(() => outgoing.onNumber(data));
      else outgoing.onNumber(data);
    } else if (typeof data === 'string' || Array.isArray(data)) own.receive(data as TextMessage);
    else {
      const { task, source, file } = data as ThreadPlugin;
      own.run(JSON.stringify(task), source, file);
    }
  });
  if (isSpare) await rehearse(image, limits);
  notes.ready();
};

// What rejects here ends the thread, which says it.
void begin();

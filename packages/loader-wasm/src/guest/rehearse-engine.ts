import type { GuestTask } from '@mortise/isolation/guest';
import { type Cell, defaultLimits, op, protocolVersion } from '@mortise/rpc';
import { Engine, type EngineLimits } from '../engine/engine.ts';
import type { EngineImage } from '../engine/image.ts';

const manifest = { id: 'mortise.rehearsal', version: '1.0.0', provides: {} };
const task = JSON.stringify({ manifest, limits: {} } satisfies GuestTask);
const source = 'export const wires = []; export default { activate: () => ({}) };';

/** The first that a side offers has this number; of an engine, it is the plugin's life. */
const life = 1;

/** A message of one row. */
const row = (...cells: readonly Cell[]): string => JSON.stringify([cells.length, ...cells]);

/** As the host says hello, calls `activate` of the plugin's life, and takes its leave. */
const messages = [
  row(op.hello, protocolVersion, JSON.stringify({ exports: {}, limits: defaultLimits })),
  row(op.call, 1, life, 'activate'),
  row(op.bye, 'connection_closed', 'The rehearsal is over'),
];

/** The first compiles what it runs, those behind it let the thread learn what values look like. */
const times = 3;

/**
 * Runs plugins of our own in engines of their own while nobody waits, so that the thread finds code that is compiled
 * when a plugin moves in.
 */
export const rehearse = async (image: EngineImage, limits: EngineLimits): Promise<void> => {
  for (let count = 0; count < times; count += 1) {
    const engine = await Engine.start(image, limits, { onMessage() {}, onPrint() {}, onEnd() {} });
    // Another one each time, as a plugin is: what is known already comes from its bytecode.
    engine.run(task, source, `rehearsal-${count}.js`);
    for (const message of messages) {
      await rested();
      engine.receive(message);
    }
    await rested();
    engine.end();
  }
};

/** What has been longer at work than the event loop is to wait goes on behind this. */
const rested = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

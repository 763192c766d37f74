import { op, protocolVersion } from '@mortise/rpc';
import { afterEach, expect, test, vi } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { engineImage } from '../engine/image.ts';
import { rehearse } from './rehearse-engine.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('plugins of our own greet, become active and take their leave, and their engines end', async () => {
  const start = Engine.start;
  const engines: Engine[] = [];
  const said: unknown[][] = [];
  vi.spyOn(Engine, 'start').mockImplementation(async (image, limits) => {
    const messages: unknown[] = [];
    said.push(messages);
    const engine = await start(image, limits, {
      onMessage: (message) => messages.push(JSON.parse(String(message))),
      onPrint: (line) => messages.push(line),
      onEnd: (end) => messages.push(end),
    });
    engines.push(engine);
    return engine;
  });
  await rehearse(await engineImage(), { memory: 64e6 });

  expect(engines).toHaveLength(3);
  for (const [hello, activated, goodbye, ...more] of said) {
    expect(hello).toMatchObject([3, op.hello, protocolVersion, expect.stringContaining('mortise:guest@1')]);
    // The result of call 1, which is a variant: it is active and lacks nothing.
    expect((activated as unknown[]).slice(1, 3)).toEqual([op.result, 1]);
    expect(activated).toContain('active');
    expect(goodbye).toMatchObject([3, op.bye, 'connection_closed', expect.any(String)]);
    expect(more).toEqual([]);
  }
});

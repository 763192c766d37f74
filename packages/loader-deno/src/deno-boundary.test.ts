import { startLeakCheck } from '@mortise/testing';
import { expect, test, vi } from 'vitest';
import { DenoBoundary } from './deno-boundary.ts';

/** What a plugin prints where its process is told to end, and where it is killed. */
const printedAtEnd = async (atOnce: boolean): Promise<string[]> => {
  const check = startLeakCheck();
  const lines: string[] = [];
  const output = (line: string) => lines.push(line);
  const boundary = await DenoBoundary.start({}, { output }, new AbortController().signal);
  const code = "console.log('here'); addEventListener('unload', () => console.log('ends by itself'));";
  const transport = boundary.enter({
    manifest: { id: 'demo.probe', version: '1.0.0', provides: {} },
    limits: {},
    file: new URL('file:///plugin.js'),
    code: new TextEncoder().encode(code),
  });
  // It says hello once its module has run.
  await new Promise<void>((message) =>
    transport.open({ message: () => message(), closed: () => {} }, largest),
  );
  // No rung is reached: how busy the machine is does not matter.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await boundary.end(atOnce);
  vi.useRealTimers();
  await check();
  return lines;
};

const largest = { cells: 1_000, size: 1_000_000 };

test('a process that is told to end may end by itself', async () => {
  expect(await printedAtEnd(false)).toEqual(['here', 'ends by itself']);
});

test('one that is known not to listen is killed', async () => {
  expect(await printedAtEnd(true)).toEqual(['here']);
});

test('a start that is given up ends its process, and rejects with the reason as it is', async () => {
  const check = startLeakCheck();
  const giveUp = new AbortController();
  const { signal } = giveUp;
  const reason = new Error('nobody waits any more');
  const listen = signal.addEventListener.bind(signal) as (...args: unknown[]) => void;
  // Whoever listens has a process, which has said nothing yet.
  vi.spyOn(signal, 'addEventListener').mockImplementation((...args: unknown[]) => {
    listen(...args);
    queueMicrotask(() => giveUp.abort(reason));
  });
  await expect(DenoBoundary.start({}, {}, signal)).rejects.toBe(reason);
  // Nor is one begun.
  await expect(DenoBoundary.start({}, {}, signal)).rejects.toBe(reason);
  await check();
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { startLeakCheck } from './leak-check.ts';

test('startLeakCheck() passes when all was ended', async () => {
  const check = startLeakCheck();
  clearTimeout(setTimeout(() => {}, 10_000));
  await new Worker('', { eval: true }).terminate();
  await check();
});

test('startLeakCheck() names timers, threads and listeners that stay', async () => {
  const check = startLeakCheck();
  // Several, since the test runner's own may end meanwhile.
  const timers = Array.from({ length: 5 }, () => setInterval(() => {}, 10_000));
  const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
  await once(worker, 'online');
  const listener = () => {};
  process.on('SIGUSR2', listener);

  await expect(check()).rejects.toMatchObject({
    code: 'leaked',
    message: expect.stringMatching(/\d+ Timeout.*1 Worker.*1 listener of 'SIGUSR2'/),
  });

  for (const timer of timers) clearInterval(timer);
  process.off('SIGUSR2', listener);
  await worker.terminate();
  await check();
});

test.runIf(process.platform === 'linux')('startLeakCheck() names what Node keeps no account of', async () => {
  const check = startLeakCheck({ files: true });
  const file = openSync(process.execPath, 'r');
  const child = spawn('sleep', ['20'], { stdio: 'ignore' });
  child.unref();

  await expect(check()).rejects.toMatchObject({
    code: 'leaked',
    message: expect.stringMatching(/1 child process 'sleep', 1 open \/.*node/),
  });

  closeSync(file);
  child.kill();
  await once(child, 'exit');
  await check();
});

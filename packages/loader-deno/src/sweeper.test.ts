import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startLeakCheck } from '@mortise/testing';
import { expect, test, vi } from 'vitest';
import { canSweep, sweep, sweepersEnd } from './sweeper.ts';

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const gone = async (pid: number): Promise<void> => {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
};

test.skipIf(!canSweep)('a plugin that loops ends when its host is killed', async () => {
  const source = pathOf('../../../tools/setup/source.mjs');
  const host = spawn(process.execPath, ['--import', source, pathOf('../fixtures/host.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(host.stdout, 'data');
  const pid = Number(String(said));
  expect(isAlive(pid)).toBe(true);
  host.kill('SIGKILL');
  await gone(pid);
});

test.skipIf(!canSweep)('hosts in threads that end in order leave no process and no zombie', async () => {
  const source = pathOf('../../../tools/setup/source.mjs');
  const host = [process.execPath, '--import', source, pathOf('../fixtures/host-in-threads.ts')] as const;
  const { stdout } = await promisify(execFile)(host[0], host.slice(1));
  expect(stdout).toBe('0\n');
});

test.skipIf(!canSweep)('sweepersEnd() waits until the last one has gone, and not for ever', async () => {
  const check = startLeakCheck();
  const child = spawn('/bin/sleep', ['60'], { detached: true, stdio: 'ignore' });
  const done = sweep(child.pid as number);
  // One that still has something to do is not waited for.
  await sweepersEnd();
  const [sweeper] = sweepers() as [number];
  process.kill(sweeper, 'SIGSTOP');
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  done();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const waited = sweepersEnd();
  await vi.runAllTimersAsync();
  await waited;
  expect(isAlive(sweeper)).toBe(true);
  process.kill(sweeper, 'SIGCONT');
  const warned = vi.fn();
  process.on('warning', warned);
  // Nothing but its end ends these.
  await Promise.all(Array.from({ length: 20 }, () => sweepersEnd()));
  vi.useRealTimers();
  await new Promise(setImmediate);
  process.off('warning', warned);
  expect(warned).not.toHaveBeenCalled();
  expect(isAlive(sweeper)).toBe(false);
  await check();
});

test.skipIf(!canSweep)('sweep() leaves nothing behind, and starts again for the next child', async () => {
  const check = startLeakCheck();
  for (let round = 0; round < 2; round += 1) {
    const children = [1, 2].map(() => spawn('/bin/sleep', ['60'], { detached: true, stdio: 'ignore' }));
    const done = children.map(({ pid }) => sweep(pid as number));
    for (const [index, child] of children.entries()) {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      done[index]?.();
    }
  }
  await check();
});

/** The shells that wait for our end. */
const sweepers = (): number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, program]) => Number(parent) === process.pid && program === '/bin/sh')
    .map(([pid]) => Number(pid));

test.skipIf(!canSweep)('another one sweeps where it is killed', async () => {
  const check = startLeakCheck();
  const child = spawn('/bin/sleep', ['60'], { detached: true, stdio: 'ignore' });
  const done = sweep(child.pid as number);
  const [first] = sweepers();
  process.kill(first as number, 'SIGKILL');
  while (sweepers()[0] === first || sweepers().length === 0) await new Promise(setImmediate);
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  done();
  await check();
});

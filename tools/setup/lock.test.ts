import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const lockModule = new URL('lock.mjs', import.meta.url).href;
const { withLock } = (await import(lockModule)) as {
  withLock<T>(file: string, task: (addOwner: (pid: number) => void) => T): Promise<T>;
};

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mortise-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid as number;
}

test('withLock() holds the file while the task runs and removes it when the task fails', async () => {
  const task = () => {
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
    throw new Error('boom');
  };
  await expect(withLock(file, task)).rejects.toThrow('boom');
  expect(existsSync(file)).toBe(false);
});

test('withLock() takes over from an owner that was killed', async () => {
  writeFileSync(file, String(await deadPid()));
  expect(await withLock(file, () => 'done')).toBe('done');
});

test('withLock() waits for a program of a killed owner that still runs', async () => {
  const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  writeFileSync(file, `${await deadPid()} ${program.pid}`);
  const waiting = withLock(file, () => program.killed);
  program.kill();
  expect(await waiting).toBe(true);
});

test('withLock() lets one in at a time when several find a lock left over', async () => {
  writeFileSync(file, String(await deadPid()));
  const log = join(folder, 'log');
  const script = `
    import { appendFileSync } from 'node:fs';
    import { setImmediate } from 'node:timers/promises';
    import { withLock } from ${JSON.stringify(lockModule)};
    await withLock(process.argv[1], async () => {
      appendFileSync(process.argv[2], '(');
      for (let turn = 0; turn < 50; turn++) await setImmediate();
      appendFileSync(process.argv[2], ')');
    });`;
  const contenders = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script, file, log]),
  );
  const codes = await Promise.all(contenders.map(async (child) => (await once(child, 'exit'))[0]));
  expect(codes).toEqual([0, 0, 0, 0]);
  expect(readFileSync(log, 'utf8')).toBe('()()()()');
});

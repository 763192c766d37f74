import { expect, test } from 'vitest';
import { AppLog } from './app-log.ts';
import { readAll } from './testing.ts';

/** A log that keeps about ten of the lines that `write` writes. */
const smallLog = () => new AppLog(1_100);
const write = (log: AppLog, from: number, to: number) => {
  for (let line = from; line <= to; line += 1)
    log.write('stdout', new TextEncoder().encode(`line ${line}\n`));
};
const texts = async (log: AppLog) => (await readAll(log.read())).map(({ text }) => text);

test('AppLog gives each of several readers all lines', async () => {
  const log = new AppLog();
  const readers = [texts(log), texts(log)];
  write(log, 1, 3);
  log.end();
  expect(await Promise.all(readers)).toEqual([
    ['line 1', 'line 2', 'line 3'],
    ['line 1', 'line 2', 'line 3'],
  ]);
});

test('AppLog gives each reader lines of its own', async () => {
  const log = new AppLog();
  write(log, 1, 1);
  log.end();
  for (const line of await readAll(log.read())) Object.assign(line, { text: 'changed' });
  expect(await texts(log)).toEqual(['line 1']);
});

test('AppLog gives a late reader the newest lines, and tells how many are gone', async () => {
  const log = smallLog();
  write(log, 1, 100);
  log.end();
  const [notice, ...kept] = await readAll(log.read());
  expect(notice).toMatchObject({ stream: 'notice', text: `${100 - kept.length} earlier lines are gone` });
  expect(kept.length).toBeGreaterThan(5);
  expect(kept.at(-1)?.text).toBe('line 100');
});

test('AppLog makes the writer wait for a slow reader, and loses nothing', async () => {
  const log = smallLog();
  const reader = log.read();
  write(log, 1, 1);
  await reader.next();
  write(log, 2, 50);
  let hasRoom = false;
  const room = log.room()?.then(() => (hasRoom = true));
  for (let line = 2; line <= 30; line += 1) expect((await reader.next()).value?.text).toBe(`line ${line}`);
  expect(hasRoom).toBe(false);
  for (let line = 31; line <= 50; line += 1) expect((await reader.next()).value?.text).toBe(`line ${line}`);
  await room;
  await reader.return();
});

test('AppLog does not wait without readers, nor for one that has left', async () => {
  const log = smallLog();
  write(log, 1, 100);
  expect(log.room()).toBeUndefined();
  const reader = log.read();
  await reader.next();
  write(log, 101, 200);
  const room = log.room();
  expect(room).toBeDefined();
  await reader.return();
  await room;
});

test('AppLog lets a waiting writer go when the program has ended', async () => {
  const log = smallLog();
  const reader = log.read();
  write(log, 1, 1);
  await reader.next();
  write(log, 2, 100);
  const room = log.room();
  log.release();
  await room;
  expect(log.room()).toBeUndefined();
  await reader.return();
});

test('AppLog ends a waiting reader with the reason of its signal', async () => {
  const abort = new AbortController();
  const reading = readAll(new AppLog().read(abort.signal));
  abort.abort(new Error('enough'));
  await expect(reading).rejects.toThrow('enough');
});

test('AppLog keeps what was left without a line end, and takes nothing after its end', async () => {
  const log = new AppLog();
  log.write('stderr', new TextEncoder().encode('half'));
  log.end();
  write(log, 1, 1);
  expect(await texts(log)).toEqual(['half']);
});

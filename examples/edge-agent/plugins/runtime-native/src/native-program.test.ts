import { AppTable } from '@era/runtime-base';
import { endOf, leakCheck, readAll } from '@era/runtime-base/testing';
import { createMemoryLog } from '@mortise/services';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeBackend } from './native-backend.ts';
import { fixture, script } from './testing.ts';

let table: AppTable<undefined>;
let checkLeaks: () => Promise<void>;
beforeEach(async () => {
  checkLeaks = leakCheck();
  table = new AppTable(nativeBackend, await createMemoryLog()({ id: 'era.native', version: '1.0.0' }));
});
afterEach(async () => {
  await table.end();
  await checkLeaks();
});

const outputOf = async (id: string) =>
  (await readAll(table.logs(id))).map(({ stream, text }) => `${stream}: ${text}`);

test('a program ends with its exit code', async () => {
  await table.start(script('process.exit(7)'));
  expect(await endOf(table, 'script')).toMatchObject({ state: 'exited', exitCode: 7 });
});

test('a program that a signal ends has failed, unless it was stopped', async () => {
  await table.start(script("process.kill(process.pid, 'SIGABRT')"));
  const status = await endOf(table, 'script');
  expect(status).toMatchObject({ state: 'failed', signal: 'SIGABRT', reason: 'ended by SIGABRT' });
});

test('a program gets no environment but its own', async () => {
  const print = 'console.log(Object.keys(process.env).sort().join())';
  await table.start(script(print, { env: { GREETING: 'hello' }, inherit: ['PATH'] }));
  expect(await outputOf('script')).toEqual(['stdout: GREETING,PATH']);
});

test('a program gets its input, then the end of it', async () => {
  const stdin = new TextEncoder().encode('first\nsecond');
  await table.start(script('process.stdin.pipe(process.stdout)', { stdin }));
  expect(await outputOf('script')).toEqual(['stdout: first', 'stdout: second']);
});

test('a program without input reads an empty one', async () => {
  await table.start(script("process.stdin.pipe(process.stdout).on('unpipe', () => console.error('end'))"));
  expect(await outputOf('script')).toEqual(['stderr: end']);
});

test('a program that does not read its input does no harm', async () => {
  await table.start(script('', { stdin: new Uint8Array(1 << 20) }));
  expect(await endOf(table, 'script')).toMatchObject({ exitCode: 0 });
});

test('no shell sees the arguments', async () => {
  const app = script('console.log(process.argv.slice(1).join())');
  await table.start({ ...app, args: [...(app.args ?? []), '$HOME', '*', ';ls'] });
  expect(await outputOf('script')).toEqual(['stdout: $HOME,*,;ls']);
});

test('a program starts in its folder', async () => {
  await table.start(script('console.log(process.cwd())', { cwd: '/' }));
  expect(await outputOf('script')).toEqual(['stdout: /']);
});

test('a live reader gets all of a flood, a late one its end', async () => {
  await table.start(fixture('counts', { args: ['50000'] }));
  const read = await readAll(table.logs('counts'));
  expect(read.map(({ text }) => text)).toEqual(
    Array.from({ length: 50_000 }, (_, index) => String(index + 1)),
  );
  const [notice, ...kept] = await readAll(table.logs('counts'));
  expect(notice).toMatchObject({ stream: 'notice', text: `${50_000 - kept.length} earlier lines are gone` });
  expect(kept.at(-1)?.text).toBe('50000');
});

test('a flood waits for a slow reader, and can be stopped meanwhile', async () => {
  await table.start(fixture('floods'));
  const reader = table.logs('floods');
  for (let line = 0; line < 1_000; line += 1) await reader.next();
  await table.stop('floods', 0);
  let rest = 0;
  while (!(await reader.next()).done) rest += 1;
  // What the log keeps, what the pipe held, what was on its way.
  expect(rest).toBeLessThan(200_000);
});

test('a slow reader gets what a program left when it ended', async () => {
  // More than the log keeps, less than that and the pipe hold: the program can end before its reader goes on.
  await table.start(script("process.stdout.write('y\\n'.repeat(60_000))"));
  const reader = table.logs('script');
  await reader.next();
  await expect.poll(async () => (await table.status('script')).state).toBe('exited');
  expect(await readAll(reader)).toHaveLength(59_999);
});

test('install() names what is wrong with the program', async () => {
  const program = (path: string) => table.install({ id: 'x', runtime: 'native', program: path });
  await expect(program('/no/such')).rejects.toMatchObject({ code: 'program_missing' });
  await expect(program('/')).rejects.toMatchObject({ code: 'invalid_program', message: /is no file$/ });
  await expect(program(import.meta.filename)).rejects.toMatchObject({
    code: 'invalid_program',
    hint: `Make it so: chmod +x '${import.meta.filename}'`,
  });
});

test('install() names a working directory that is missing, where Node blames the program', async () => {
  await expect(table.install(script('', { cwd: '/no/such' }))).rejects.toThrow("cannot start in '/no/such'");
});

test('install() refuses directories, which would promise what no process keeps', async () => {
  const app = script('', { directories: { '/data': '/' } });
  await expect(table.install(app)).rejects.toMatchObject({ code: 'unsupported' });
});

test('start() reports what the machine refuses, thrown or told later', async () => {
  await expect(table.start(script('', { args: ['\0'] }))).rejects.toMatchObject({ code: 'start_failed' });
  await expect(table.start(script('', { args: ['x'.repeat(5e6)] }))).rejects.toMatchObject({
    code: 'start_failed',
  });
  expect(await table.status('script')).toMatchObject({ state: 'failed' });
});

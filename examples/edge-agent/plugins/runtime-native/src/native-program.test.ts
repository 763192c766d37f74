import { Runtime } from '@era/runtime';
import { endOf, modesOf, readAll, restOf } from '@era/runtime-base/testing';
import { createCatalog, createRegistry, type Registry } from '@mortise/registry';
import { createMemoryLog } from '@mortise/services';
import { startLeakCheck } from '@mortise/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import plugin from './plugin.ts';
import { fixture, script } from './testing.ts';

describe.each(modesOf(plugin))('%s', (_, tested) => {
  let scope: Registry;
  let runtime: Runtime;
  let checkLeaks: () => Promise<void>;
  beforeEach(async () => {
    checkLeaks = startLeakCheck();
    const registry = createRegistry(createCatalog([tested]), { services: { log: createMemoryLog() } });
    scope = registry;
    runtime = await registry.get(Runtime, 'native');
  });
  afterEach(async () => {
    await scope.dispose();
    await checkLeaks();
  });

  const outputOf = async (id: string) =>
    (await readAll(runtime.logs(id))).map(({ stream, text }) => `${stream}: ${text}`);

  test('a program ends with its exit code', async () => {
    await runtime.start(script('process.exit(7)'));
    expect(await endOf(runtime, 'script')).toMatchObject({ state: 'exited', exitCode: 7 });
  });

  test('a program that a signal ends has failed, unless it was stopped', async () => {
    await runtime.start(script("process.kill(process.pid, 'SIGABRT')"));
    const status = await endOf(runtime, 'script');
    expect(status).toMatchObject({ state: 'failed', signal: 'SIGABRT', reason: 'ended by SIGABRT' });
  });

  test('a program gets no environment but its own', async () => {
    const print = 'console.log(Object.keys(process.env).sort().join())';
    await runtime.start(script(print, { env: { GREETING: 'hello' }, inherit: ['PATH'] }));
    expect(await outputOf('script')).toEqual(['stdout: GREETING,PATH']);
  });

  test('a program gets its input, then the end of it', async () => {
    const stdin = new TextEncoder().encode('first\nsecond');
    await runtime.start(script('process.stdin.pipe(process.stdout)', { stdin }));
    expect(await outputOf('script')).toEqual(['stdout: first', 'stdout: second']);
  });

  test('a program without input reads an empty one', async () => {
    await runtime.start(
      script("process.stdin.pipe(process.stdout).on('unpipe', () => console.error('end'))"),
    );
    expect(await outputOf('script')).toEqual(['stderr: end']);
  });

  test('a program that does not read its input does no harm', async () => {
    await runtime.start(script('', { stdin: new Uint8Array(1 << 20) }));
    expect(await endOf(runtime, 'script')).toMatchObject({ exitCode: 0 });
  });

  test('no shell sees the arguments', async () => {
    const app = script('console.log(process.argv.slice(1).join())');
    await runtime.start({ ...app, args: [...(app.args ?? []), '$HOME', '*', ';ls'] });
    expect(await outputOf('script')).toEqual(['stdout: $HOME,*,;ls']);
  });

  test('a program starts in its folder', async () => {
    await runtime.start(script('console.log(process.cwd())', { cwd: '/' }));
    expect(await outputOf('script')).toEqual(['stdout: /']);
  });

  test('a live reader gets all of a flood, a late one its end', async () => {
    await runtime.start(fixture('counts', { args: ['50000'] }));
    const read = await readAll(runtime.logs('counts'));
    expect(read.map(({ text }) => text)).toEqual(
      Array.from({ length: 50_000 }, (_, index) => String(index + 1)),
    );
    const [notice, ...kept] = await readAll(runtime.logs('counts'));
    expect(notice).toMatchObject({
      stream: 'notice',
      text: `${50_000 - kept.length} earlier lines are gone`,
    });
    expect(kept.at(-1)?.text).toBe('50000');
  });

  test('a flood waits for a slow reader, and can be stopped meanwhile', async () => {
    await runtime.start(fixture('floods'));
    const reader = runtime.logs('floods')[Symbol.asyncIterator]();
    for (let line = 0; line < 1_000; line += 1) await reader.next();
    await runtime.stop('floods', 0);
    let rest = 0;
    while (!(await reader.next()).done) rest += 1;
    // What the log keeps, what the pipe held, what was on its way.
    expect(rest).toBeLessThan(200_000);
  });

  test('a slow reader gets what a program left when it ended', async () => {
    // More than the log keeps, less than that and the pipe hold: the program can end before its reader goes on.
    await runtime.start(script("process.stdout.write('y\\n'.repeat(60_000))"));
    const reader = runtime.logs('script')[Symbol.asyncIterator]();
    await reader.next();
    await expect.poll(async () => (await runtime.status('script')).state, { timeout: 30_000 }).toBe('exited');
    expect(await restOf(reader)).toHaveLength(59_999);
  });

  test('install() names what is wrong with the program', async () => {
    const program = (path: string) => runtime.install({ id: 'x', runtime: 'native', program: path });
    await expect(program('/no/such')).rejects.toMatchObject({ code: 'program_missing' });
    await expect(program('/')).rejects.toMatchObject({ code: 'invalid_program', message: /is no file$/ });
    await expect(program(import.meta.filename)).rejects.toMatchObject({
      code: 'invalid_program',
      hint: `Make it so: chmod +x '${import.meta.filename}'`,
    });
  });

  test('install() names a working directory that is missing, where Node blames the program', async () => {
    await expect(runtime.install(script('', { cwd: '/no/such' }))).rejects.toThrow(
      "cannot start in '/no/such'",
    );
  });

  test('install() refuses directories, which would promise what no process keeps', async () => {
    const app = script('', { directories: { '/data': '/' } });
    await expect(runtime.install(app)).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('start() reports what the machine refuses, thrown or told later', async () => {
    await expect(runtime.start(script('', { args: ['\0'] }))).rejects.toMatchObject({ code: 'start_failed' });
    await expect(runtime.start(script('', { args: ['x'.repeat(5e6)] }))).rejects.toMatchObject({
      code: 'start_failed',
    });
    expect(await runtime.status('script')).toMatchObject({ state: 'failed' });
  });
});

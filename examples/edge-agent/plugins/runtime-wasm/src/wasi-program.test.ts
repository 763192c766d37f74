import { readdirSync, readlinkSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Runtime } from '@era/runtime';
import { endOf, modesOf, readAll, restOf } from '@era/runtime-base/testing';
import { createCatalog, createRegistry, type Registry } from '@mortise/registry';
import { createMemoryLog } from '@mortise/services';
import { startLeakCheck } from '@mortise/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import plugin from './plugin.ts';
import { appOf, endless, jq, moduleOf, printsFile, trap } from './testing.ts';

const linkOf = (file: string): string => {
  try {
    return readlinkSync(`/proc/self/fd/${file}`);
  } catch {
    // That of the listing itself is closed by now.
    return '';
  }
};

describe.each(modesOf(plugin))('%s', (_, tested) => {
  let scope: Registry;
  let runtime: Runtime;
  let folder: string;
  let checkLeaks: () => Promise<void>;
  beforeEach(async () => {
    checkLeaks = startLeakCheck();
    folder = await mkdtemp(join(tmpdir(), 'wasm-'));
    const registry = createRegistry(createCatalog([tested]), { services: { log: createMemoryLog() } });
    scope = registry;
    runtime = await registry.get(Runtime, 'wasm');
  });
  afterEach(async () => {
    await scope.dispose();
    await rm(folder, { recursive: true });
    await checkLeaks();
  });

  const outputOf = async (id: string) =>
    (await readAll(runtime.logs(id))).map(({ stream, text }) => `${stream}: ${text}`);

  test('a program transforms its input and exits', async () => {
    await runtime.start(jq(['-c', '.readings | map(. * 2)'], '{"readings": [1, 2], "unit": "°C"}'));
    expect(await outputOf('jq')).toEqual(['stdout: [2,4]']);
    expect(await runtime.status('jq')).toMatchObject({ state: 'exited', exitCode: 0 });
  });

  test('a program ends with its exit code, which is no failure', async () => {
    await runtime.start(jq(['-n', '"bye\\n" | halt_error(5)']));
    expect(await outputOf('jq')).toEqual(['stdout: bye']);
    expect(await runtime.status('jq')).toMatchObject({ state: 'exited', exitCode: 5 });
  });

  test('a program has both output streams', async () => {
    await runtime.start(jq(['--no-such-option']));
    expect(await outputOf('jq')).toEqual([expect.stringMatching(/^stderr: jq: /)]);
  });

  test('a program gets no environment but its own', async () => {
    await runtime.start(jq(['-n', '-c', 'env'], '', { env: { UNIT: '°C' } }));
    expect(await outputOf('jq')).toEqual(['stdout: {"UNIT":"°C"}']);
  });

  test('a program sees the folders that it was given, and nothing outside of them', async () => {
    await writeFile(join(folder, 'limits.txt'), 'boiler 64');
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'limits.txt'), 'cellar 12');
    const open = async (path: string) => {
      await runtime.start(printsFile(path, { directories: { '/data': join(folder, 'data') } }));
      return [...(await outputOf('prints-file')), (await runtime.status('prints-file')).exitCode];
    };
    expect(await open('limits.txt')).toEqual(['stdout: cellar 12', 0]);
    expect(await open('none.txt')).toEqual([44]); // no such file
    expect(await open('../limits.txt')).toEqual([76]); // not permitted
  });

  test.skipIf(process.platform !== 'linux')(
    'what a program has open is closed, however it ends',
    async () => {
      const open = () =>
        readdirSync('/proc/self/fd').filter((file) => linkOf(file).startsWith(folder)).length;
      const directories = { '/a': folder, '/b': folder };
      await writeFile(join(folder, 'text'), 'boiler 64');
      // It leaves the file open that it prints.
      await runtime.start(printsFile('text', { directories }));
      expect(await outputOf('prints-file')).toEqual(['stdout: boiler 64']);
      for (const module of [moduleOf(trap), moduleOf([], { imports: true })]) {
        const app = await appOf(join(folder, 'module.wasm'), module);
        await runtime.start({ ...app, directories }).catch(() => {});
        await endOf(runtime, 'module');
      }
      const missing = { ...directories, '/c': join(folder, 'none') };
      await runtime.start(jq(['.'], '', { directories: missing })).catch(() => {});
      await runtime.start(jq(['-n', 'repeat("y")'], '', { directories, id: 'flood' }));
      await runtime.logs('flood')[Symbol.asyncIterator]().next();
      expect(open()).toBe(2);
      await runtime.stop('flood');
      await expect.poll(open, { timeout: 30_000 }).toBe(0);
    },
  );

  test('a program without folders opens nothing', async () => {
    await runtime.start(printsFile('limits.txt'));
    expect(await endOf(runtime, 'prints-file')).toMatchObject({ exitCode: 8 }); // no such folder
  });

  test('a trap is a failure, told apart from an exit code', async () => {
    await runtime.start(await appOf(join(folder, 'trap.wasm'), moduleOf(trap)));
    expect(await endOf(runtime, 'module')).toMatchObject({
      state: 'failed',
      reason: 'RuntimeError: unreachable',
    });
    expect(await runtime.status('module')).not.toHaveProperty('exitCode');
  });

  test('stop() ends an endless loop', async () => {
    await runtime.start(await appOf(join(folder, 'endless.wasm'), moduleOf(endless)));
    await runtime.stop('module');
    expect(await runtime.status('module')).toMatchObject({ state: 'stopped' });
  });

  test('stop() ends a module that never finishes its instantiation', async () => {
    const start = runtime.start(await appOf(join(folder, 'start.wasm'), moduleOf(endless, { start: true })));
    const failed = start.catch((error) => error.code);
    await expect
      .poll(
        () =>
          runtime.stop('module').then(
            () => true,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    expect(await failed).toBe('app_stopped');
  });

  test('a flood waits for a slow reader, and can be stopped meanwhile', async () => {
    await runtime.start(jq(['-n', 'repeat("y")']));
    const reader = runtime.logs('jq')[Symbol.asyncIterator]();
    await reader.next();
    // A second program is the clock: as fast as the first, and read to its end.
    const clock = jq(['-n', 'range(60000)'], '', { id: 'clock' });
    await runtime.start(clock);
    expect(await readAll(runtime.logs('clock'))).toHaveLength(60_000);
    await runtime.stop('jq');
    // What the log keeps, and what may be on its way; a flood that does not wait has as many as the clock at least.
    expect((await restOf(reader)).length).toBeLessThan(30_000);
  });

  test('a late reader of a flood gets its end', async () => {
    await runtime.start(jq(['-n', 'range(1; 20001)']));
    expect(await readAll(runtime.logs('jq'))).toHaveLength(20_000);
    const [notice, ...kept] = await readAll(runtime.logs('jq'));
    expect(notice?.text).toBe(`${20_000 - kept.length} earlier lines are gone`);
    expect(kept.at(-1)?.text).toBe('20000');
  });

  test('install() names what is wrong with the program', async () => {
    const install = async (module: Uint8Array) =>
      runtime.install(await appOf(join(folder, 'x.wasm'), module));
    const invalid = { code: 'invalid_program' };
    await expect(install(new Uint8Array([1, 2, 3, 4]))).rejects.toMatchObject({
      ...invalid,
      message: /is no WebAssembly/,
    });
    await expect(install(moduleOf([], { exportsStart: false }))).rejects.toMatchObject({
      ...invalid,
      message: /is a library$/,
    });
    await expect(runtime.install({ ...jq([]), program: folder })).rejects.toMatchObject({
      ...invalid,
      message: /cannot be read/,
    });
    await expect(runtime.install({ ...jq([]), program: join(folder, 'none') })).rejects.toMatchObject({
      code: 'program_missing',
    });
  });

  test('install() refuses signals, which no WebAssembly program receives', async () => {
    await expect(runtime.install(jq([], '', { stopSignals: ['SIGINT'] }))).rejects.toMatchObject({
      code: 'unsupported',
    });
  });

  test('start() names an import that WASI does not have', async () => {
    const start = runtime.start(await appOf(join(folder, 'imports.wasm'), moduleOf([], { imports: true })));
    await expect(start).rejects.toMatchObject({ code: 'start_failed', message: /Import #0.*"env"/ });
    expect(await runtime.status('module')).toMatchObject({ state: 'failed' });
  });

  test('start() refuses a folder that is missing', async () => {
    const start = runtime.start(jq(['.'], '', { directories: { '/data': join(folder, 'none') } }));
    await expect(start).rejects.toMatchObject({ code: 'start_failed', message: /none' is no folder/ });
  });
});

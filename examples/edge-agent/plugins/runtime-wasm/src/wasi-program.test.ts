import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppTable } from '@era/runtime-base';
import { endOf, leakCheck, readAll } from '@era/runtime-base/testing';
import { createMemoryLog } from '@mortise/services';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appOf, endless, jq, moduleOf, printsFile, trap } from './testing.ts';
import { wasmBackend } from './wasm-backend.ts';
import type { WasmModule } from './web-assembly.ts';

let table: AppTable<WasmModule>;
let folder: string;
let checkLeaks: () => Promise<void>;
beforeEach(async () => {
  checkLeaks = leakCheck();
  folder = await mkdtemp(join(tmpdir(), 'wasm-'));
  table = new AppTable(wasmBackend, await createMemoryLog()({ id: 'era.wasm', version: '1.0.0' }));
});
afterEach(async () => {
  await table.end();
  await rm(folder, { recursive: true });
  await checkLeaks();
});

const outputOf = async (id: string) =>
  (await readAll(table.logs(id))).map(({ stream, text }) => `${stream}: ${text}`);

test('a program transforms its input and exits', async () => {
  await table.start(jq(['-c', '.readings | map(. * 2)'], '{"readings": [1, 2], "unit": "°C"}'));
  expect(await outputOf('jq')).toEqual(['stdout: [2,4]']);
  expect(await table.status('jq')).toMatchObject({ state: 'exited', exitCode: 0 });
});

test('a program ends with its exit code, which is no failure', async () => {
  await table.start(jq(['-n', '"bye\\n" | halt_error(5)']));
  expect(await outputOf('jq')).toEqual(['stdout: bye']);
  expect(await table.status('jq')).toMatchObject({ state: 'exited', exitCode: 5 });
});

test('a program has both output streams', async () => {
  await table.start(jq(['--no-such-option']));
  expect(await outputOf('jq')).toEqual([expect.stringMatching(/^stderr: jq: /)]);
});

test('a program gets no environment but its own', async () => {
  await table.start(jq(['-n', '-c', 'env'], '', { env: { UNIT: '°C' } }));
  expect(await outputOf('jq')).toEqual(['stdout: {"UNIT":"°C"}']);
});

test('a program sees the folders that it was given, and nothing outside of them', async () => {
  await writeFile(join(folder, 'limits.txt'), 'boiler 64');
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data', 'limits.txt'), 'cellar 12');
  const open = async (path: string) => {
    await table.start(printsFile(path, { directories: { '/data': join(folder, 'data') } }));
    return [...(await outputOf('prints-file')), (await table.status('prints-file')).exitCode];
  };
  expect(await open('limits.txt')).toEqual(['stdout: cellar 12', 0]);
  expect(await open('none.txt')).toEqual([44]); // no such file
  expect(await open('../limits.txt')).toEqual([76]); // not permitted
});

test('a program without folders opens nothing', async () => {
  await table.start(printsFile('limits.txt'));
  expect(await endOf(table, 'prints-file')).toMatchObject({ exitCode: 8 }); // no such folder
});

test('a trap is a failure, told apart from an exit code', async () => {
  await table.start(await appOf(join(folder, 'trap.wasm'), moduleOf(trap)));
  expect(await endOf(table, 'module')).toMatchObject({
    state: 'failed',
    reason: 'RuntimeError: unreachable',
  });
  expect(await table.status('module')).not.toHaveProperty('exitCode');
});

test('stop() ends an endless loop', async () => {
  await table.start(await appOf(join(folder, 'endless.wasm'), moduleOf(endless)));
  await table.stop('module');
  expect(await table.status('module')).toMatchObject({ state: 'stopped' });
});

test('stop() ends a module that never finishes its instantiation', async () => {
  const start = table.start(await appOf(join(folder, 'start.wasm'), moduleOf(endless, { start: true })));
  const failed = start.catch((error) => error.code);
  await expect
    .poll(() =>
      table.stop('module').then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  expect(await failed).toBe('app_stopped');
});

test('a flood waits for a slow reader, and can be stopped meanwhile', async () => {
  await table.start(jq(['-n', 'repeat("y")']));
  const reader = table.logs('jq');
  await reader.next();
  // A second program is the clock: as fast as the first, and read to its end.
  const clock = jq(['-n', 'range(60000)'], '', { id: 'clock' });
  await table.start(clock);
  expect(await readAll(table.logs('clock'))).toHaveLength(60_000);
  await table.stop('jq');
  // What the log keeps, and what may be on its way.
  expect((await readAll(reader)).length).toBeLessThan(15_000);
});

test('a late reader of a flood gets its end', async () => {
  await table.start(jq(['-n', 'range(1; 20001)']));
  expect(await readAll(table.logs('jq'))).toHaveLength(20_000);
  const [notice, ...kept] = await readAll(table.logs('jq'));
  expect(notice?.text).toBe(`${20_000 - kept.length} earlier lines are gone`);
  expect(kept.at(-1)?.text).toBe('20000');
});

test('install() names what is wrong with the program', async () => {
  const install = async (module: Uint8Array) => table.install(await appOf(join(folder, 'x.wasm'), module));
  const invalid = { code: 'invalid_program' };
  await expect(install(new Uint8Array([1, 2, 3, 4]))).rejects.toMatchObject({
    ...invalid,
    message: /is no WebAssembly/,
  });
  await expect(install(moduleOf([], { exportsStart: false }))).rejects.toMatchObject({
    ...invalid,
    message: /is a library$/,
  });
  await expect(table.install({ ...jq([]), program: folder })).rejects.toMatchObject({
    ...invalid,
    message: /cannot be read/,
  });
  await expect(table.install({ ...jq([]), program: join(folder, 'none') })).rejects.toMatchObject({
    code: 'program_missing',
  });
});

test('install() refuses signals, which no WebAssembly program receives', async () => {
  await expect(table.install(jq([], '', { stopSignals: ['SIGINT'] }))).rejects.toMatchObject({
    code: 'unsupported',
  });
});

test('start() names an import that WASI does not have', async () => {
  const start = table.start(await appOf(join(folder, 'imports.wasm'), moduleOf([], { imports: true })));
  await expect(start).rejects.toMatchObject({ code: 'start_failed', message: /Import #0.*"env"/ });
  expect(await table.status('module')).toMatchObject({ state: 'failed' });
});

test('start() refuses a folder that is missing', async () => {
  const start = table.start(jq(['.'], '', { directories: { '/data': join(folder, 'none') } }));
  await expect(start).rejects.toMatchObject({ code: 'start_failed' });
});

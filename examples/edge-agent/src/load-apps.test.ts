import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InvalidDocumentError } from '@mortise/json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadApps } from './load-apps.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'apps-'));
});
afterAll(() => rm(root, { recursive: true }));

const fileOf = async (name: string, content: unknown): Promise<string> => {
  const file = join(root, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
};
const valid = { id: 'report', runtime: 'wasm', program: process.execPath };

/** The faults as `line path: found, expected`. */
const faultsOf = (files: string[]): string[] => {
  try {
    loadApps(files);
    return [];
  } catch (error) {
    const { code, faults } = error as InvalidDocumentError;
    expect(code).toBe('invalid_document');
    return faults.map(({ line, path, found, expected }) => `${line} ${path}: ${found}, ${expected}`);
  }
};

test('loadApps() makes paths absolute, from the folder of the file', async () => {
  await writeFile(join(root, 'input.txt'), 'in');
  const file = await fileOf('a.json', { ...valid, stdinFile: 'input.txt', directories: { '/data': '.' } });
  expect(loadApps([file])).toEqual([
    { ...valid, cwd: root, directories: { '/data': root }, stdin: new TextEncoder().encode('in') },
  ]);
  expect(loadApps([await fileOf('b.json', { ...valid, cwd: '/', stdin: 'text' })])).toEqual([
    { ...valid, cwd: '/', stdin: new TextEncoder().encode('text') },
  ]);
});

test('loadApps() reports all faults of a file at once, each at its line', async () => {
  const file = await fileOf('c.json', {
    id: 'No Good',
    runtime: 7,
    programme: 'x',
    args: ['ok', 1],
    env: { PORT: 80 },
    stopSignals: ['SIGKILL'],
    stopTimeout: -1,
  });
  expect(faultsOf([file])).toEqual([
    expect.stringMatching(/^\d+ program: nothing, a path, a command/),
    expect.stringMatching(/^2 id: "No Good", at most 64 lower-case/),
    expect.stringMatching(/^3 runtime: 7, /),
    expect.stringMatching(/^4 programme: unknown key "programme", /),
    expect.stringMatching(/^7 args\[1\]: 1, a string/),
    expect.stringMatching(/^10 env\.PORT: 80, a string/),
    expect.stringMatching(/^13 stopSignals\[0\]: "SIGKILL", "SIGHUP"/),
    expect.stringMatching(/^15 stopTimeout: -1, a whole number/),
  ]);
});

test.each([
  ['nothing', '', /an empty file/],
  ['no JSON', '{ "id": }', /^1 .*}/],
  ['a list', '[]', /\[\], an application/],
  [
    'a key twice',
    '{ "id": "a", "id": "b", "runtime": "wasm", "program": "node" }',
    /the key "id" for the second time/,
  ],
])('loadApps() refuses %s', async (name, text, fault) => {
  expect(faultsOf([await fileOf(`${name}.json`, text)]).join('\n')).toMatch(fault);
});

test('loadApps() refuses a missing file, a folder and an unreadable file', () => {
  expect(faultsOf([join(root, 'none.json')])).toEqual(['undefined undefined: no file, a spec in JSON']);
  expect(faultsOf([root])).toEqual(['undefined undefined: a folder, a spec in JSON']);
});

test('loadApps() names where a program or an input was looked for', async () => {
  const file = await fileOf('d.json', { ...valid, program: './none', stdin: 'x', stdinFile: 'none.txt' });
  expect(faultsOf([file])).toEqual([
    '4 program: "./none", a program',
    '6 stdinFile: a second input, either stdin or stdinFile',
    '6 stdinFile: "none.txt", a file that can be read',
  ]);
});

test('loadApps() refuses an id that another file has', async () => {
  const [first, second] = [await fileOf('e.json', valid), await fileOf('f.json', valid)];
  expect(faultsOf([first, second])).toEqual(['2 id: "report", an id of its own']);
});

test('loadApps() reports several files in one error', async () => {
  const files = [await fileOf('g.json', '{}'), join(root, 'none.json')];
  expect(() => loadApps(files)).toThrow(/g\.json(.|\n)*none\.json/);
});

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openJson, readJson } from './read-json.ts';

const folder = mkdtempSync(join(tmpdir(), 'mortise-json-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const fileOf = (name: string, content: string | Buffer) => {
  writeFileSync(path(name), content);
  return path(name);
};
const faultsOf = (file: string) => {
  try {
    return readJson(file, { what: 'list', file: 'x' }).faults;
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid_document' });
    return (error as { faults: unknown }).faults;
  }
};

describe('readJson()', () => {
  test('reads what openJson() opens', () => {
    const text = '\uFEFF{"a":"é😀"}';
    expect(readJson(fileOf('a.json', text), { what: 'list' }).check()).toEqual({ a: 'é😀' });
    expect(openJson(text, 'a.json', { what: 'list' }).check()).toEqual({ a: 'é😀' });
  });

  test('names the file by its path, or as its caller wants', () => {
    const file = fileOf('named.json', '{');
    expect(() => readJson(file, { what: 'list' }).check()).toThrow(`Cannot use list '${file}'`);
    expect(() => readJson(file, { what: 'list', file: 'named' }).check()).toThrow("Cannot use list 'named'");
  });

  test('says what to do about a file that is not there', () => {
    expect(() => readJson('none.json', { what: 'list' })).toThrow(
      "Cannot use list 'none.json': 1 fault\n  none.json: found no file, expected a list in JSON (make it, or mend the path)",
    );
  });

  test('says what stands in the way of a file', () => {
    mkdirSync(path('folder'));
    symlinkSync('loop', path('loop'));
    const expected = 'a list in JSON';
    expect(faultsOf(path('folder'))).toEqual([
      { file: 'x', found: 'a folder', expected, hint: 'name a file in it' },
    ]);
    expect(faultsOf(join(fileOf('file', ''), 'a'))).toMatchObject([
      { found: 'a file where a folder should be on the way' },
    ]);
    expect(faultsOf(path('loop'))).toMatchObject([{ found: 'a link that leads back to itself' }]);
    expect(faultsOf('a\0b')).toMatchObject([{ found: expect.stringContaining('without null bytes') }]);
  });

  test.skipIf(process.getuid?.() === 0)('says of a file that it may not be read', () => {
    const file = fileOf('secret.json', '{}');
    chmodSync(file, 0);
    expect(faultsOf(file)).toMatchObject([{ found: 'a file that may not be read' }]);
  });

  test.each([
    [Buffer.from('{"a":"\xe9"}', 'latin1'), 1, 7],
    [Buffer.concat([Buffer.from('{\n"é": "'), Buffer.from([0xff])]), 2, 7],
    [Buffer.from('\uFEFF{}', 'utf16le'), 1, 1],
  ])('says where %s is not UTF-8', (content, line, column) => {
    expect(faultsOf(fileOf('bytes', content))).toEqual([
      {
        file: 'x',
        line,
        column,
        found: 'bytes that are not UTF-8',
        expected: 'a text in UTF-8',
        hint: 'save it as UTF-8',
      },
    ]);
  });

  test('reads no more than 4 MiB of a file, also of an endless one', () => {
    const limit = 4 * 1024 * 1024;
    const expected = [{ file: 'x', found: `more than ${limit} bytes`, expected: `at most ${limit} (4 MiB)` }];
    expect(faultsOf(fileOf('large', ' '.repeat(limit + 1)))).toEqual(expected);
    expect(() => readJson('/dev/zero', { what: 'list', file: 'x', takesPipe: true })).toThrow(
      expect.objectContaining({ faults: expected }),
    );
  });

  test('waits for no pipe and reads no device, also where a link leads to one', () => {
    const expected = 'a list in JSON';
    execFileSync('mkfifo', [path('silent')]);
    symlinkSync('/dev/zero', path('endless'));
    const hint = 'name a file';
    expect(faultsOf(path('silent'))).toEqual([{ file: 'x', found: 'a pipe', expected, hint }]);
    expect(faultsOf(path('endless'))).toEqual([{ file: 'x', found: 'a device', expected, hint }]);
  });

  test('says of a socket that it is one', async () => {
    const server = createServer().listen(path('socket'));
    await once(server, 'listening');
    expect(faultsOf(path('socket'))).toMatchObject([{ found: 'a socket' }]);
    server.close();
  });

  test('reads a pipe where it is told that one will do', () => {
    const pipe = path('pipe');
    execFileSync('mkfifo', [pipe]);
    spawn('sh', ['-c', 'printf "[1]" > "$0"', pipe], { stdio: 'ignore' });
    expect(readJson(pipe, { what: 'list', takesPipe: true }).check()).toEqual([1]);
  });
});

import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diskFiles } from './files.ts';
import { writeFiles } from './write-files.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mortise-codegen-'));
});

afterEach(() => rmSync(root, { recursive: true }));

test('writeFiles() writes, replaces and deletes', () => {
  writeFileSync(join(root, 'old.ts'), 'old');
  writeFileSync(join(root, 'same.ts'), 'before');
  writeFiles(root, [
    { path: 'new/deep/a.ts', text: 'a' },
    { path: 'old.ts', text: undefined },
    { path: 'same.ts', text: 'after' },
  ]);
  expect(readFileSync(join(root, 'new/deep/a.ts'), 'utf8')).toBe('a');
  expect(readFileSync(join(root, 'same.ts'), 'utf8')).toBe('after');
  expect(existsSync(join(root, 'old.ts'))).toBe(false);
});

test('writeFiles() changes nothing when one of the files cannot be written', () => {
  writeFileSync(join(root, 'a.ts'), 'before');
  writeFileSync(join(root, 'file'), '');
  const changes = [
    { path: 'a.ts', text: 'after' },
    { path: 'file/b.ts', text: 'b' },
  ];
  expect(() => writeFiles(root, changes)).toThrow("Cannot write 'file/b.ts'");
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('before');
  expect(readdirSync(root)).toEqual(['a.ts', 'file']);
});

test('writeFiles() replaces nothing where a folder is in the way of a later file', () => {
  writeFileSync(join(root, 'a.ts'), 'before');
  mkdirSync(join(root, 'b.ts'));
  const changes = ['a.ts', 'b.ts'].map((path) => ({ path, text: 'after' }));
  expect(() => writeFiles(root, changes)).toThrow(
    expect.objectContaining({
      code: 'write_failed',
      message: "Cannot write 'b.ts': there is a folder of that name",
      hint: expect.stringContaining('no file was replaced'),
    }),
  );
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('before');
  expect(readdirSync(root)).toEqual(['a.ts', 'b.ts']);
});

test('writeFiles() deletes what was left beside its file long ago', () => {
  const [old, young] = [randomUUID(), randomUUID()];
  const left = [`a.ts.${old}.tmp`, `a.ts.${young}.tmp`, `b.ts.${old}.tmp`, 'a.ts.x.tmp'];
  for (const name of left) writeFileSync(join(root, name), '');
  const longAgo = Date.now() / 1_000 - 3_700;
  for (const name of left) if (!name.includes(young)) utimesSync(join(root, name), longAgo, longAgo);
  writeFiles(root, [{ path: 'a.ts', text: 'a' }]);
  expect(readdirSync(root)).toEqual(['a.ts', ...left.slice(1)].sort());
});

test('diskFiles() reads files and lists folders, and nothing for what is not there', () => {
  mkdirSync(join(root, 'b'));
  writeFileSync(join(root, 'a.ts'), 'a');
  const files = diskFiles(root);
  expect(files.list('.')).toEqual(['a.ts', 'b']);
  expect(files.read('a.ts')).toBe('a');
  expect([files.read('b'), files.read('none'), files.read('a.ts/x')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([files.list('a.ts'), files.list('none')]).toEqual([[], []]);
});

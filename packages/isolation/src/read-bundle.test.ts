import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startLeakCheck } from '@mortise/testing';
import { afterAll, expect, test } from 'vitest';
import { rejection } from '../fixtures/scope.ts';
import { largestBundle, readBundle } from './read-bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'mortise-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, 'a plugin#1.js');
const urlOf = (path: string, hash = '') => new URL(hash, pathToFileURL(path));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const about = (code: string) => ({ code, pluginId: 'demo.a', phase: 'load', hint: expect.any(String) });

test('readBundle() gives the bytes of a file, with and without a hash', async () => {
  const check = startLeakCheck();
  writeFileSync(file, 'export {}');
  const hash = sha256('export {}');
  for (const text of ['', `#sha256=${hash}`, `#sha256=${hash.toUpperCase()}`, `#SHA256=${hash}`])
    expect(new TextDecoder().decode(await readBundle('demo.a', urlOf(file, text)))).toBe('export {}');
  await check();
});

test('readBundle() refuses another hash, as when the file was cut', async () => {
  writeFileSync(file, 'export {}');
  const bundle = urlOf(file, `#sha256=${sha256('export {}')}`);
  truncateSync(file, 5);
  expect(await rejection(readBundle('demo.a', bundle))).toMatchObject({
    ...about('tampered'),
    message: expect.stringContaining(sha256('expor')),
  });
});

test.each([
  ['#sha256=', 'found a missing hash'],
  ['#sha256=XYZ', "found '#sha256=XYZ'"],
  [`#sha256=${'0'.repeat(63)}`, "found '#sha256=0"],
  ['#sha256=undefined', "found '#sha256=undefined'"],
  ['#md5=0123', "found '#md5=0123'"],
])('readBundle() refuses the hash %s, which says nothing', async (hash, found) => {
  writeFileSync(file, 'export {}');
  const error = await rejection(readBundle('demo.a', urlOf(file, hash)));
  expect(error).toMatchObject({ ...about('tampered'), message: expect.stringContaining(found) });
  expect((error as Error).message).toContain("expected '#sha256=' and 64 hexadecimal digits");
});

test('readBundle() refuses a file that is too large, and reads none of it', async () => {
  const large = join(folder, 'large.js');
  writeFileSync(large, '');
  truncateSync(large, largestBundle + 1);
  expect(await rejection(readBundle('demo.a', urlOf(large)))).toMatchObject({
    ...about('too_large'),
    message: expect.stringContaining(`it has ${largestBundle + 1} bytes, and may have ${largestBundle}`),
  });
  truncateSync(large, largestBundle);
  expect(await readBundle('demo.a', urlOf(large))).toHaveLength(largestBundle);
});

test.each([
  ['is not there', () => join(folder, 'nothing.js')],
  ['is a folder', () => folder],
])('readBundle() refuses what %s', async (_, make) => {
  expect(await rejection(readBundle('demo.a', urlOf(make())))).toMatchObject(about('missing_bundle'));
});

test.skipIf(process.platform === 'win32')('readBundle() waits for no pipe, and reads no device', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const path of [pipe, '/dev/zero'])
    expect(await rejection(readBundle('demo.a', urlOf(path)))).toMatchObject(about('missing_bundle'));
});

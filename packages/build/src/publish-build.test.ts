import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeLeftOvers, replaceFolder, stagingFolder } from './replace-folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mortise-build-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fill = (path: string, text: string) => {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'main.js'), text);
};

test('replaceFolder() puts the staged folder in place of the old one and leaves nothing else', () => {
  const target = join(folder, 'edge');
  fill(target, 'old');
  writeFileSync(join(target, 'stale.js'), '');
  fill(stagingFolder(target), 'new');
  replaceFolder(stagingFolder(target), target);
  expect(readFileSync(join(target, 'main.js'), 'utf8')).toBe('new');
  expect(readdirSync(target)).toEqual(['main.js']);
  expect(readdirSync(folder)).toEqual(['edge']);
});

test('replaceFolder() works when there is no old folder', () => {
  const target = join(folder, 'edge');
  fill(stagingFolder(target), 'new');
  replaceFolder(stagingFolder(target), target);
  expect(readFileSync(join(target, 'main.js'), 'utf8')).toBe('new');
});

test('removeLeftOvers() removes the folders of killed builds, not those of living ones or of other profiles', () => {
  // A process id above what Linux gives out: nobody has it.
  const dead = join(folder, 'edge.99999999.tmp');
  const others = [
    stagingFolder(join(folder, 'edge')),
    join(folder, 'edge-two.99999999.tmp'),
    join(folder, 'edge'),
  ];
  for (const path of [dead, ...others]) fill(path, '');
  removeLeftOvers(join(folder, 'edge'));
  expect(existsSync(dead)).toBe(false);
  expect(others.map((path) => existsSync(path))).toEqual([true, true, true]);
});

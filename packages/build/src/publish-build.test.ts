import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStaging, publishBuild } from './publish-build.ts';

let folder: string;
let target: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mortise-build-'));
  target = join(folder, 'edge');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, text: string) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const age = (...paths: string[]) => {
  for (const path of paths) utimesSync(path, 1, 1);
};
const stage = (name: string) => {
  const staging = createStaging(target);
  write(join(staging.path, 'main.js'), name);
  write(join(staging.path, `assets/${name}/worker.js`), name);
  write(join(staging.path, `plugins/${name}/demo.echo.worker.js`), name);
  return staging;
};
const filesOf = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();

test('publishBuild() puts the new files in place and removes what earlier builds left', () => {
  publishBuild(stage('old'), target);
  write(join(target, 'stale.js'), '');
  age(join(target, 'stale.js'), join(target, 'assets/old'), join(target, 'plugins/old'));
  publishBuild(stage('new'), target);
  expect(filesOf(target)).toEqual(['assets/new/worker.js', 'main.js', 'plugins/new/demo.echo.worker.js']);
  expect(readFileSync(join(target, 'main.js'), 'utf8')).toBe('new');
});

test('publishBuild() completes assets that a killed build has begun', () => {
  mkdirSync(join(target, 'assets/new'), { recursive: true });
  age(join(target, 'assets/new'));
  publishBuild(stage('new'), target);
  expect(filesOf(target)).toEqual(['assets/new/worker.js', 'main.js', 'plugins/new/demo.echo.worker.js']);
});

test('publishBuild() leaves the last build as it was when it fails on the way', () => {
  publishBuild(stage('old'), target);
  const before = filesOf(target);
  const staging = stage('new');
  // A folder of this name is in the way of the staged file.
  write(join(target, 'report.json/in-the-way'), '');
  write(join(staging.path, 'report.json'), '{}');
  expect(() => publishBuild(staging, target)).toThrow();
  expect(filesOf(target)).toEqual(expect.arrayContaining(before));
  expect(readFileSync(join(target, 'main.js'), 'utf8')).toBe('old');
});

test('publishBuild() does not remove what another build is moving', () => {
  const slow = stage('slow');
  // The other one has moved its assets, not yet its main.js.
  const other = ['assets/other/worker.js', 'plugins/other/demo.echo.worker.js'];
  for (const file of other) write(join(target, file), 'other');
  publishBuild(slow, target);
  expect(other.filter((file) => !existsSync(join(target, file)))).toEqual([]);
});

test('publishBuild() leaves a main.js with its own assets and plugins wherever it is killed', async () => {
  const module = JSON.stringify(new URL('./publish-build.ts', import.meta.url).href);
  const program = `
    import { mkdirSync, writeFileSync } from 'node:fs';
    import { createStaging, publishBuild } from ${module};
    for (let count = 0; ; count += 1) {
      const staging = createStaging(${JSON.stringify(target)});
      for (const folder of ['assets', 'plugins'])
        mkdirSync(staging.path + '/' + folder + '/' + count, { recursive: true });
      writeFileSync(staging.path + '/main.js', String(count));
      for (const folder of ['assets', 'plugins'])
        for (const name of ['a', 'b', 'c'])
          writeFileSync(staging.path + '/' + folder + '/' + count + '/' + name, '');
      publishBuild(staging, ${JSON.stringify(target)});
      if (count === 20) console.log('going');
    }`;
  const source = new URL('../../../tools/setup/source.mjs', import.meta.url).href;
  for (let round = 0; round < 5; round += 1) {
    const child = spawn(process.execPath, ['--import', source, '--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    const count = readFileSync(join(target, 'main.js'), 'utf8');
    for (const folder of ['assets', 'plugins'])
      expect(readdirSync(join(target, folder, count)).sort()).toEqual(['a', 'b', 'c']);
  }
});

test('createStaging() makes a folder that no other build has', () => {
  expect(createStaging(target).path).not.toBe(createStaging(target).path);
});

test('createStaging() removes folders of killed builds, not young ones or those of other profiles', () => {
  const id = '.8d5e1b8e-2f0b-4f52-9a6c-0f3f0c6b7a11.tmp';
  const young = createStaging(target).path;
  const old = createStaging(target).path;
  const others = [`${target}-two${id}`, `${target}.two${id}`, target, `${target}.tmp`];
  for (const path of others) mkdirSync(path);
  age(old, ...others);
  createStaging(target);
  expect(existsSync(old)).toBe(false);
  expect([young, ...others].filter((path) => !existsSync(path))).toEqual([]);
});

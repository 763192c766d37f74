import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArtifact } from './read-artifact.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mortise-artifact-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const manifest = { manifest: 1, id: 'demo.hello', version: '1.0.0', provides: {} };

/** Writes a plugin's files; a value other than text is written as JSON. */
const write = (files: Record<string, unknown>): string => {
  const root = join(folder, 'plugin');
  for (const [name, content] of Object.entries({ 'plugin.json': manifest, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return root;
};
const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

describe('readArtifact()', () => {
  test('reads manifest, version, source and module with its hash', () => {
    const directory = write({
      'package.json': { name: '@demo/hello', version: '2.0.0' },
      'index.js': 'code',
    });
    const sha256 = createHash('sha256').update('code').digest('hex');
    expect(readArtifact(directory)).toEqual({
      manifest,
      version: '2.0.0',
      source: '@demo/hello',
      directory,
      main: 'index.js',
      files: { 'index.js': sha256 },
    });
  });

  test('takes version and source from elsewhere when no package.json says them', () => {
    const directory = write({ 'index.js': '' });
    const path = relative(process.cwd(), directory);
    expect(readArtifact(path)).toMatchObject({ version: '1.0.0', source: path, directory });
  });

  test('refuses a plugin without a version', () => {
    const directory = write({
      'plugin.json': { ...manifest, version: undefined },
      'package.json': {},
      'index.js': '',
    });
    expect(() => readArtifact(directory)).toThrow(
      refusal('no_version', /neither its package.json nor its plugin.json/),
    );
  });

  test('refuses a folder that is not there, one without plugin.json, and a file', () => {
    const directory = write({ 'index.js': '' });
    rmSync(join(directory, 'plugin.json'));
    expect(() => readArtifact(join(folder, 'none'))).toThrow(
      refusal('invalid_document', /found no file, .*manifest/),
    );
    expect(() => readArtifact(directory)).toThrow(refusal('invalid_document', /plugin.json: found no file/));
    expect(() => readArtifact(join(directory, 'index.js'))).toThrow(
      refusal('invalid_document', /found a file where a folder should be/),
    );
  });

  test.skipIf(process.platform === 'win32')('waits for no pipe, and reads no device', () => {
    const directory = write({ 'index.js': '' });
    for (const [name, make] of Object.entries({
      'plugin.json': (file: string) => execFileSync('mkfifo', [file]),
      'package.json': (file: string) => symlinkSync('/dev/zero', file),
    })) {
      rmSync(join(directory, name), { force: true });
      make(join(directory, name));
      expect(() => readArtifact(directory)).toThrow(
        refusal(
          'invalid_document',
          new RegExp(`${name}: found a (pipe|device), expected .* \\(name a file\\)$`),
        ),
      );
      rmSync(join(directory, name));
      write({});
    }
  });

  test('names all faults of plugin.json, and all of package.json', () => {
    const broken = write({ 'plugin.json': { manifest: 1, id: 'X', provides: [] }, 'index.js': '' });
    expect(() => readArtifact(broken)).toThrow(
      refusal('invalid_document', /plugin.json': 2 faults\n.* id: .*\n.* provides: /),
    );
    write({ 'package.json': { name: '', version: '1', main: 7 } });
    expect(() => readArtifact(broken)).toThrow(
      refusal(
        'invalid_document',
        /package.json': 3 faults\n.* name: .*\n.* version: found "1", expected a version.*\n.* main: /,
      ),
    );
    write({ 'package.json': '[]' });
    expect(() => readArtifact(broken)).toThrow(
      refusal('invalid_document', /package.json:1:1: found \[\], expected an object/),
    );
  });
});

describe('readArtifact() says which plugin did not load', () => {
  const errorOf = (files: Record<string, unknown>): unknown => {
    const directory = write({ 'index.js': '', ...files });
    try {
      return readArtifact(directory);
    } catch (error) {
      return error;
    }
  };

  test.each([
    ['a key is missing', { 'plugin.json': { manifest: 1, id: 'demo.a' } }, 'demo.a'],
    ['its id is of a wrong shape', { 'plugin.json': { ...manifest, id: 'Demo' } }, 'Demo'],
    ['package.json is wrong', { 'package.json': { version: 'one' } }, 'demo.hello'],
    ['its id is no text', { 'plugin.json': { ...manifest, id: ['demo.a'] } }, undefined],
    ['its id cannot be printed', { 'plugin.json': { ...manifest, id: 'demo.a\u001b[2J' } }, undefined],
    ['it is a list', { 'plugin.json': [1] }, undefined],
    ['it is null', { 'plugin.json': 'null' }, undefined],
    ['it is no JSON', { 'plugin.json': '{ "id": "demo.a", ' }, undefined],
  ])('where %s', (_, files, pluginId) => {
    const error = errorOf(files);
    expect(error).toMatchObject({ code: 'invalid_document', phase: 'load' });
    expect((error as { pluginId?: string }).pluginId).toBe(pluginId);
    expect((error as Error).message).toMatch(/^Cannot use .*(plugin|package)\.json': /);
  });

  test('where plugin.json cannot be read', () => {
    expect(() => readArtifact(folder)).toThrow(
      expect.objectContaining({ code: 'invalid_document', phase: 'load', faults: [expect.anything()] }),
    );
  });
});

describe('readArtifact() finds the module', () => {
  const files = Object.fromEntries(['a.js', 'lib/index.js', 'lib.js', 'index.js'].map((name) => [name, '']));

  test.each([
    [{}, 'index.js'],
    [{ main: './a.js' }, 'a.js'],
    [{ main: 'lib/index' }, 'lib/index.js'],
    [{ main: 'lib' }, 'lib.js'],
    [{ main: './lib/' }, 'lib/index.js'],
    [{ main: 'gone.js' }, 'index.js'],
    [{ exports: './a.js', main: 'lib.js' }, 'a.js'],
    [{ exports: { '.': './a.js' } }, 'a.js'],
    [{ exports: { './register': './lib.js', '.': { types: './a.d.ts', import: './a.js' } } }, 'a.js'],
    [{ exports: { '@mortise/source': './src/plugin.ts', default: './a.js' } }, 'a.js'],
    [{ exports: { node: './a.js', import: './lib.js' } }, 'a.js'],
    [{ exports: { import: './lib.js', node: './a.js' } }, 'lib.js'],
    [{ exports: { import: { browser: './a.js', node: './lib.js' }, default: './a.js' } }, 'lib.js'],
    [{ exports: { import: { browser: './lib.js' }, default: './a.js' } }, 'a.js'],
    [{ exports: { require: './lib.js', default: './a.js' } }, 'a.js'],
    [{ exports: { '.': [{ browser: './lib.js' }, './a.js'] } }, 'a.js'],
    [{ exports: null, main: 'a.js' }, 'a.js'],
  ])('by package.json %j', (about, main) => {
    const artifact = readArtifact(write({ ...files, 'package.json': about }));
    expect(artifact.main).toBe(main);
    expect(Object.keys(artifact.files)).toEqual([main]);
  });

  test('that plugin.json names, before all others', () => {
    const plugin = { ...manifest, main: './lib/../a.js' };
    expect(
      readArtifact(write({ ...files, 'plugin.json': plugin, 'package.json': { exports: './lib.js' } })).main,
    ).toBe('a.js');
  });

  test.each([
    [{}, "'index.js', Node's default,"],
    [{ main: 'dist/plugin.js' }, `'dist/plugin.js', named by "main" in package.json,`],
    [{ exports: './dist/plugin.js' }, `'./dist/plugin.js', named by "exports" in package.json,`],
    [{ exports: { './register': './a.js' } }, `what "exports" says for '.'`],
    [{ exports: { '.': { import: null, default: './a.js' } } }, `what "exports" says for '.'`],
    [{ exports: { require: './a.js' } }, `what "exports" says for '.'`],
    [{ exports: {} }, `what "exports" says for '.'`],
    [{ exports: 7 }, `what "exports" says for '.'`],
    [{ exports: './sub' }, `'./sub', named by "exports" in package.json,`],
  ])('or refuses package.json %j', (about, what) => {
    const directory = write({ 'a.js': '', 'sub/x.js': '', 'package.json': about });
    expect(() => readArtifact(directory)).toThrow(
      expect.objectContaining({
        code: 'missing_main',
        message: `Cannot read plugin 'demo.hello' from '${directory}': ${what} is no file`,
      }),
    );
  });

  test.each(['../outside.js', 'sub/../../outside.js', 'link.js', 'linked/outside.js', '../alias/sub/x.js'])(
    'inside the folder, never at %s',
    (main) => {
      writeFileSync(join(folder, 'outside.js'), '');
      const directory = write({ 'plugin.json': { ...manifest, main }, 'sub/x.js': '' });
      symlinkSync('../outside.js', join(directory, 'link.js'));
      symlinkSync('..', join(directory, 'linked'));
      symlinkSync('plugin', join(folder, 'alias'));
      expect(() => readArtifact(directory)).toThrow(
        refusal(
          'outside_folder',
          /named by "main" in plugin.json, leads out of its folder, to '.*(outside|x).js'$/,
        ),
      );
    },
  );

  test('inside the folder, also by an absolute path or in a folder beside it with a longer name', () => {
    const directory = write({ 'a.js': '' });
    write({ 'plugin.json': { ...manifest, main: join(directory, 'a.js') } });
    expect(readArtifact(directory).main).toBe('a.js');
    mkdirSync(join(folder, 'plugin-2'));
    writeFileSync(join(folder, 'plugin-2/a.js'), '');
    write({ 'plugin.json': { ...manifest, main: '../plugin-2/a.js' } });
    expect(() => readArtifact(directory)).toThrow(refusal('outside_folder', /plugin-2/));
  });

  test('by a link within the folder, in a folder that is a link, and by a name that begins with dots', () => {
    const directory = write({ '..a.js': '', 'plugin.json': { ...manifest, main: 'link.js' } });
    symlinkSync('..a.js', join(directory, 'link.js'));
    symlinkSync('plugin', join(folder, 'alias'));
    expect(readArtifact(join(folder, 'alias')).main).toBe('link.js');
    write({ 'plugin.json': { ...manifest, main: '..a.js' } });
    expect(readArtifact(directory).main).toBe('..a.js');
  });

  test('or says what the file system says', () => {
    const directory = write({ 'plugin.json': { ...manifest, main: 'loop.js' } });
    symlinkSync('loop.js', join(directory, 'loop.js'));
    expect(() => readArtifact(directory)).toThrow(refusal('unreadable', /ELOOP/));
    write({ 'plugin.json': { ...manifest, main: 'a\0.js' } });
    expect(() => readArtifact(directory)).toThrow(refusal('unreadable', /null bytes/));
  });
});

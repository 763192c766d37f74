import { describe, expect, test } from 'vitest';
import { filesOf, type Texts } from '../../fixtures/agent-workspace.ts';
import { Workspace } from './workspace.ts';

const workspace = (workspaces: unknown, folders: readonly string[], more: Texts = {}): Workspace => {
  const texts: Texts = { 'package.json': JSON.stringify({ name: 'root', workspaces }), ...more };
  for (const folder of folders) texts[`${folder}/package.json`] = JSON.stringify({ name: folder });
  return new Workspace(filesOf(texts));
};

const foldersOf = (one: Workspace): string[] => one.packages.map(({ directory }) => directory);

describe('Workspace', () => {
  test.each([
    ['a folder', ['app'], ['app', 'other'], ['.', 'app']],
    [
      'all folders of a folder, not those below',
      ['libs/*'],
      ['libs/b', 'libs/a', 'libs/a/c'],
      ['.', 'libs/a', 'libs/b'],
    ],
    [
      'folders in the middle',
      ['apps/*/plugins/*'],
      ['apps/x/plugins/p', 'apps/x', 'plugins/p'],
      ['.', 'apps/x/plugins/p'],
    ],
    ['a part of a name', ['lib-*'], ['lib-a', 'libs'], ['.', 'lib-a']],
    ['a name with signs of patterns', ['a+b', 'c.d'], ['a+b', 'aab', 'cxd'], ['.', 'a+b']],
    ['./ and / at the ends', ['./app/'], ['app'], ['.', 'app']],
    ['the long form', { packages: ['app'] }, ['app'], ['.', 'app']],
    ['one folder by two patterns', ['app', 'a*'], ['app'], ['.', 'app']],
    ['neither hidden nor installed folders', ['*'], ['.nx', 'node_modules', 'app'], ['.', 'app']],
    ['nothing', undefined, ['app'], ['.']],
  ])('takes %s', (_, patterns, folders, expected) => {
    expect(foldersOf(workspace(patterns, folders))).toEqual(expected);
  });

  test('takes no folder without a package.json', () => {
    expect(foldersOf(workspace(['*'], ['app'], { 'notes/readme.md': '' }))).toEqual(['.', 'app']);
  });

  test('names file and line when a package.json is no JSON', () => {
    expect(() => workspace(['app'], [], { 'app/package.json': '{\n  "name": }' })).toThrow(
      /app\/package\.json:2:/,
    );
  });

  test.each([
    [{ workspaces: 3 }, 'workspaces: found 3, expected a list of folders'],
    [{ workspaces: [1] }, 'workspaces[0]: found 1, expected a folder inside the workspace'],
    [{ workspaces: ['../*'] }, 'workspaces[0]: found "../*", expected a folder inside the workspace'],
    [{ workspaces: ['a/../../b'] }, 'workspaces[0]: found "a/../../b"'],
    [{ workspaces: ['/tmp'] }, 'workspaces[0]: found "/tmp"'],
    [{ workspaces: { packages: 'a' } }, 'workspaces.packages: found "a", expected a list of folders'],
    [{ mortise: { contracts: 'a' } }, 'mortise.contracts: found "a", expected a list of contract sources'],
    [{ mortise: { contracts: [1] } }, 'mortise.contracts[0]: found 1, expected a path'],
    [{ mortise: { contracts: ['src/a.ts'] } }, 'mortise.contracts[0]: found "src/a.ts", expected a path'],
    [{ mortise: { contracts: ['../a.contract.ts'] } }, 'mortise.contracts[0]: found "../a.contract.ts"'],
    [{ mortise: 1 }, 'mortise: found 1, expected an object'],
    [{ imports: 3 }, 'imports: found 3, expected an object of imports'],
    [
      { imports: { '#bootstrap': ['a'] } },
      'imports["#bootstrap"]: found a list of 1, expected a path, or an object',
    ],
    [{ dependencies: ['a'] }, 'dependencies: found a list of 1, expected an object'],
    [{ name: 1 }, 'name: found 1, expected a package name'],
  ])('refuses a package.json with %j, saying where', (json, fault) => {
    const message = /package\.json:1:\d+ /;
    const make = () => new Workspace(filesOf({ 'package.json': JSON.stringify(json) }));
    expect(make).toThrow(message);
    expect(make).toThrow(fault);
  });

  test('takes an installed package as it is, but for what is read of it', () => {
    const one = workspace([], [], {
      'node_modules/odd/package.json': '{ "workspaces": ["../*"], "imports": 3, "dependencies": [] }',
      'node_modules/bad/package.json': '{ "mortise": { "contracts": 3 } }',
    });
    expect(one.resolve('odd', '.')?.directory).toBe('node_modules/odd');
    expect(() => one.resolve('bad', '.')).toThrow(
      'node_modules/bad/package.json:1:16 mortise.contracts: found 3',
    );
  });

  test('resolve() prefers a member, then the nearest installed package', () => {
    const installed = (version: string) => JSON.stringify({ name: 'lib', version });
    const one = workspace(['app', 'member'], ['app', 'member'], {
      'node_modules/lib/package.json': installed('1.0.0'),
      'app/node_modules/lib/package.json': installed('2.0.0'),
      'node_modules/member/package.json': JSON.stringify({ name: 'member', version: '9.9.9' }),
    });
    expect(one.resolve('lib', 'app')?.json.version).toBe('2.0.0');
    expect(one.resolve('lib', 'member')?.json.version).toBe('1.0.0');
    expect(one.resolve('member', 'app')?.directory).toBe('member');
    expect(one.resolve('missing', 'app')).toBeUndefined();
  });
});

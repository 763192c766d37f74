import { beforeEach, describe, expect, test } from 'vitest';
import { agentWorkspace, filesOf, type Texts, written } from '../../fixtures/agent-workspace.ts';
import { generate } from '../generate/generate.ts';
import { type ProfileOptions, scaffoldProfile } from './scaffold-profile.ts';

let texts: Texts;

beforeEach(async () => {
  texts = await agentWorkspace();
});

const add = async (options: ProfileOptions, to: Texts = texts): Promise<Texts> =>
  written(to, (await scaffoldProfile(filesOf(to), options)).changes);

describe('scaffoldProfile()', () => {
  test('adds a profile, its bootstrap and its import condition', async () => {
    const { changes, next } = await scaffoldProfile(filesOf(texts), { name: 'mini', platform: 'neutral' });
    expect(changes.map(({ path }) => path)).toEqual([
      'agent/package.json',
      'agent/profiles/mini.json',
      'agent/src/bootstrap.mini.gen.ts',
    ]);
    const all = written(texts, changes);
    expect(JSON.parse(`${all['agent/profiles/mini.json']}`)).toEqual({
      $schema: '../../packages/profile/profile.schema.json',
      platform: 'neutral',
      plugins: {},
    });
    const { imports, dependencies } = JSON.parse(`${all['agent/package.json']}`);
    expect(imports['#bootstrap']['profile-mini']).toBe('./src/bootstrap.mini.gen.ts');
    expect(dependencies).toMatchObject({ '@mortise/core': '^0.1.0', '@mortise/registry': '^0.1.0' });
    expect(next[0]).toContain('Write agent/src/main.ts');
  });

  test('changes nothing when it runs twice, whatever the profile has become', async () => {
    const once = await add({ name: 'mini' });
    expect((await scaffoldProfile(filesOf(once), { name: 'mini' })).changes).toEqual([]);
    expect((await generate(filesOf(once))).changes).toEqual([]);
    const mine = {
      ...once,
      'agent/profiles/mini.json': '{ "platform": "neutral", "plugins": { "@era/runtime-wasm": {} } }',
    };
    const all = await add({ name: 'mini' }, mine);
    expect(all['agent/profiles/mini.json']).toBe(mine['agent/profiles/mini.json']);
  });

  test('says where a profile is for another platform than the one asked for', async () => {
    const once = await add({ name: 'mini' });
    const again = (platform?: string) => scaffoldProfile(filesOf(once), { name: 'mini', platform });
    expect(await again('neutral')).toMatchObject({
      changes: [],
      kept: ['agent/profiles/mini.json:3 has platform "node", which stays: for "neutral", write it there'],
    });
    expect((await again('node')).kept).toEqual([]);
    expect((await again()).kept).toEqual([]);
  });

  test('adds one more, and makes a product of a package that is none yet', async () => {
    const all = await add({ name: 'b' }, await add({ name: 'a' }));
    expect(Object.keys(JSON.parse(`${all['agent/package.json']}`).imports['#bootstrap'])).toEqual([
      'profile-a',
      'profile-b',
      'profile-edge',
      'profile-full',
      'default',
    ]);
    const other = await add({ name: 'full', product: '@mortise/core' });
    expect(other['packages/core/src/bootstrap.full.gen.ts']).toContain('Provided = never');
  });

  test.each([
    ['a bad name', { name: 'A b' }, /NAME: found "A b"/],
    [
      'a bad platform',
      { name: 'a', platform: 'deno' },
      /--platform: found "deno", expected "node" or "neutral"/,
    ],
    ['a mistyped product', { name: 'a', product: 'edge-agnet' }, /--product: .*did you mean "edge-agent"\?/],
  ])('refuses %s', async (_, options, expected) => {
    await expect(scaffoldProfile(filesOf(texts), options)).rejects.toThrow(expected);
  });

  test('asks for the product where there is not exactly one', async () => {
    const none = Object.fromEntries(
      Object.entries(texts).filter(([path]) => !/profiles|bootstrap/.test(path)),
    );
    await expect(scaffoldProfile(filesOf(none), { name: 'a' })).rejects.toThrow(/name it: --product/);
  });
});

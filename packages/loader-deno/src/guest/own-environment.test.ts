import { startLeakCheck } from '@mortise/testing';
import { expect, test } from 'vitest';
import { Scope } from '../../fixtures/scope.ts';

/** What a plugin finds. */
const found = async (json: string, unsafeFlags: readonly string[] = []): Promise<unknown> => {
  const check = startLeakCheck();
  const scope = new Scope({ json, options: { unsafeFlags } });
  try {
    return await (await scope.probe()).json(null);
  } finally {
    await scope.end();
    await check();
  }
};

test.each([
  ['process.env', 'const { env } = process;'],
  ['env of node:process', "const { env } = await import('node:process');"],
])("%s is empty, and the plugin's own", async (_, env) => {
  const json = `${env}
    const before = [env.HOME ?? null, env.DENO_DIR ?? null, 'HOME' in env, Object.keys(env), env.hasOwnProperty('HOME')];
    env.COLOR = 'red';
    env.DEPTH = 3;
    const between = [env.COLOR, env.DEPTH, 'COLOR' in env, Object.keys(env), { ...env }, JSON.stringify(env)];
    return [before, between, delete env.DEPTH, Object.entries(env), Deno.env.get('COLOR')];`;
  expect(await found(json)).toEqual([
    [null, null, false, [], false],
    ['red', '3', true, ['COLOR', 'DEPTH'], { COLOR: 'red', DEPTH: '3' }, '{"COLOR":"red","DEPTH":"3"}'],
    true,
    [['COLOR', 'red']],
    'red',
  ]);
});

test('Deno.env is the same one', async () => {
  const json = `const { env } = Deno;
    const before = [env.get('HOME') ?? null, env.has('DENO_DIR'), env.toObject()];
    env.set('COLOR', 'red');
    const between = [env.get('COLOR'), env.has('COLOR'), env.toObject(), process.env.COLOR];
    env.delete('COLOR');
    return [before, between, env.toObject()];`;
  expect(await found(json)).toEqual([[null, false, {}], ['red', true, { COLOR: 'red' }, 'red'], {}]);
});

test('what is permitted is that of the process, where nothing of the host is', async () => {
  const json = `return [process.env.NO_COLOR, Deno.env.get('NO_COLOR'), process.env.DENO_DIR ?? null, process.env.HOME ?? null];`;
  expect(await found(json, ['--allow-env=NO_COLOR,HOME'])).toEqual(['1', '1', null, null]);
  expect(await found(json, ['--allow-env'])).toEqual(['1', '1', expect.any(String), null]);
});

test('it is no way to what is not permitted', async () => {
  const json = `
    const { env, permissions } = Deno;
    Object.getPrototypeOf(permissions).querySync = () => ({ state: 'granted' });
    const tell = (ask) => { try { return ask(); } catch ({ name }) { return name; } };
    return [tell(() => env.get('DENO_DIR')), tell(() => env.toObject()), tell(() => env.has('DENO_DIR'))];`;
  expect(await found(json)).toEqual(['NotCapable', 'NotCapable', 'NotCapable']);
});

import { expect, test } from 'vitest';
import { filesOf, type Texts, written } from '../../fixtures/agent-workspace.ts';
import { compile } from '../../fixtures/compile.ts';
import { generate } from './generate.ts';

const product = (plugins: readonly string[]): Texts => {
  const texts: Texts = {
    'package.json': '{ "name": "app", "version": "1.0.0", "workspaces": ["plugins/*"] }',
    'profiles/edge.json': JSON.stringify({
      platform: 'neutral',
      plugins: Object.fromEntries(plugins.map((_, index) => [`./plugins/p${index}`, {}])),
    }),
  };
  for (const [index, id] of plugins.entries()) {
    texts[`plugins/p${index}/package.json`] = '{ "version": "1.0.0" }';
    texts[`plugins/p${index}/plugin.json`] = JSON.stringify({ manifest: 1, id, provides: {} });
    texts[`plugins/p${index}/src/plugin.ts`] =
      "import { definePlugin } from './plugin.gen.ts';\nexport default definePlugin({ activate: () => ({}) });\n";
  }
  return texts;
};

const generated = async (plugins: readonly string[]): Promise<Texts> => {
  const texts = product(plugins);
  return written(texts, (await generate(filesOf(texts))).changes);
};

const codeOf = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([path]) => path.endsWith('.ts')));

test('generate() writes never where plugins provide nothing', async () => {
  const texts = await generated(['demo.idle']);
  expect(texts['plugins/p0/src/plugin.gen.ts']).toContain('export type Paths = never;');
  expect(texts['src/bootstrap.edge.gen.ts']).toContain('export type Provided = never;');
  expect(compile(codeOf(texts))).toEqual([]);
  expect(compile(codeOf(await generated([])))).toEqual([]);
});

test('generate() gives each plugin of a bootstrap a name of its own', async () => {
  const texts = await generated(['demo.a-b', 'demo.a.b', 'demo.a-b2', 'type.of', 'new.target']);
  const names = [...`${texts['src/bootstrap.edge.gen.ts']}`.matchAll(/^import type (\w+) from/gm)];
  expect(names.map(([, name]) => name)).toEqual(['demoAB', 'demoAB2', 'demoAB3', 'newTarget', 'typeOf']);
  expect(compile(codeOf(texts))).toEqual([]);
});

test('generate() refuses a profile that names a plugin without src/plugin.ts, once for each', async () => {
  const texts = product(['demo.a', 'demo.b']);
  for (const folder of ['plugins/p0', 'plugins/p1']) {
    texts[`${folder}/src/index.ts`] = `${texts[`${folder}/src/plugin.ts`]}`;
    delete texts[`${folder}/src/plugin.ts`];
  }
  const fault = (folder: string) => ({
    file: 'profiles/edge.json',
    line: 1,
    path: `plugins["./${folder}"]`,
    found: `"./${folder}", which has plugin.json and no src/plugin.ts`,
    hint: `write ${folder}/src/plugin.ts, which exports the plugin by default`,
  });
  await expect(generate(filesOf(texts))).rejects.toMatchObject({
    code: 'invalid_document',
    faults: [fault('plugins/p0'), fault('plugins/p1')],
  });
});

test('generate() takes an installed plugin that has its build alone', async () => {
  const texts = product([]);
  texts['profiles/edge.json'] = '{ "platform": "neutral", "plugins": { "built": {} } }';
  texts['node_modules/built/package.json'] = '{ "name": "built", "version": "1.0.0" }';
  texts['node_modules/built/plugin.json'] = '{ "manifest": 1, "id": "demo.built", "provides": {} }';
  const { changes } = await generate(filesOf(texts));
  expect(changes.map(({ path }) => path)).toContain('src/bootstrap.edge.gen.ts');
});

test.each([
  ['/plugins/p0', '"/plugins/p0"', 'write where it lies, seen from the product'],
  ['./plugins/none', '"./plugins/none", which is not there', 'mend the path; it is relative to the product'],
  [
    './bare',
    '"./bare", which has no package.json',
    'give it a package.json, and list bare in "workspaces" of the root\'s',
  ],
  [
    './other/',
    '"./other/", which is no member of the workspace',
    'give it a package.json, and list other in "workspaces" of the root\'s',
  ],
])('generate() refuses the plugin %s of a profile', async (key, found, hint) => {
  const texts = product(['demo.a']);
  texts['profiles/edge.json'] = JSON.stringify({ platform: 'neutral', plugins: { [key]: {} } });
  for (const folder of ['bare', 'other'])
    for (const file of ['plugin.json', 'src/plugin.ts'])
      texts[`${folder}/${file}`] = `${texts[`plugins/p0/${file}`]}`;
  texts['other/package.json'] = '{ "version": "1.0.0" }';
  await expect(generate(filesOf(texts))).rejects.toMatchObject({ faults: [{ found, hint }] });
});

test('generate() takes the folder of a plugin also with a slash behind it', async () => {
  const texts = product(['demo.a']);
  texts['profiles/edge.json'] = '{ "platform": "neutral", "plugins": { "./plugins/p0/": {} } }';
  const { changes } = await generate(filesOf(texts));
  expect(changes.find(({ path }) => path === 'src/bootstrap.edge.gen.ts')?.text).toContain(
    "'../plugins/p0/src/register.gen.ts'",
  );
});

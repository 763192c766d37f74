import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { greeterPlugin, greeterProduct } from './product.ts';
import { mortise, node } from './run.ts';
import type { Scratch } from './scratch.ts';

let product: Scratch;

/** As npm would after \`npm install\`: members of the workspace appear under node_modules. */
const install = async (...plugins: readonly string[]) => {
  await mkdir(join(product.path, 'node_modules/@demo'), { recursive: true });
  const link = (from: string, name: string) => {
    const to = join(product.path, 'node_modules/@demo', name);
    if (!existsSync(to)) symlinkSync(join(product.path, from), to);
  };
  link('contract', 'greeter');
  for (const name of plugins) link(`plugins/${name}`, `greeter-${name}`);
};

const start = async (profiles: Record<string, unknown>) => {
  product = greeterProduct(['loud', 'quiet'], profiles);
  await install('loud', 'quiet');
};

const readJson = (path: string) => JSON.parse(readFileSync(join(product.path, path), 'utf8'));
const both = { '@demo/greeter-loud': {}, '@demo/greeter-quiet': {} };
const full = { platform: 'node', plugins: both };
const edge = { platform: 'node', plugins: { '@demo/greeter-quiet': {} } };

afterEach(() => product[Symbol.dispose]());

test('build makes one bundle a profile, which holds what the profile names and nothing else', async () => {
  await start({ full, edge });
  const built = await mortise(product.path, 'build');
  expect(built.stderr).toBe('');
  expect(built.code).toBe(0);
  expect((await node(product.path, 'dist/full/main.js', 'loud')).stdout).toBe('loud greets Ada\n');
  expect((await node(product.path, 'dist/edge/main.js', 'quiet')).stdout).toBe('quiet greets Ada\n');
  const absent = await node(product.path, 'dist/edge/main.js', 'loud');
  expect(absent.stderr).toMatch(/Cannot get 'demo:greeter@1\/loud': this build has .*demo:greeter@1\/quiet/);
  expect(readFileSync(join(product.path, 'dist/edge/main.js'), 'utf8')).not.toContain('loud');
  expect(readdirSync(join(product.path, 'dist')).sort()).toEqual(['edge', 'full']);
});

test('build reports every part of the bundle in bytes', async () => {
  await start({ full });
  await mortise(product.path, 'build');
  const report = readJson('dist/full/report.json');
  expect(report).toMatchObject({
    profile: 'full',
    platform: 'node',
    assets: [],
    budget: {},
    withinBudget: true,
  });
  expect(report.bytes).toBe(readFileSync(join(product.path, 'dist/full/main.js')).length);
  expect(report.gzip).toBeLessThan(report.bytes);
  expect(report.plugins.map((plugin: { id: string }) => plugin.id)).toEqual(['demo.loud', 'demo.quiet']);
  for (const { bytes, gzip } of report.plugins) {
    expect(bytes).toBeGreaterThan(0);
    expect(gzip).toBeGreaterThan(0);
  }
  const parts = report.framework.bytes + report.plugins[0].bytes + report.plugins[1].bytes;
  expect(parts).toBeLessThan(report.bytes);
});

test('build fails over budget and names the plugin that grew', async () => {
  await start({ full: { ...full, budget: { bytes: '20kB' } } });
  expect((await mortise(product.path, 'build')).code).toBe(0);
  const words = Array.from({ length: 9000 }, (_, index) => `word${index}`).join(' ');
  product.write({
    'plugins/loud/src/plugin.ts': `import { definePlugin } from './plugin.gen.ts';
const words = ${JSON.stringify(words)};
export default definePlugin({ activate: () => ({ greeter: { loud: { greet: async () => words } } }) });
`,
  });
  const { code, stderr } = await mortise(product.path, 'build');
  expect(code).toBe(1);
  expect(stderr).toMatch(/Profile 'full' is over its budget: .* of code, at most 20\.00 kB/);
  expect(stderr).toMatch(/plugin 'demo\.loud' grew by \d+ bytes/);
  expect(stderr).not.toMatch(/at .*\.ts:\d+/);
  expect(readJson('dist/full/report.json').withinBudget).toBe(false);
});

test('build fails when a package drops its register module', async () => {
  await start({ full });
  const file = join(product.path, 'plugins/quiet/package.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), sideEffects: false }));
  const { code, stderr } = await mortise(product.path, 'build');
  expect(code).toBe(1);
  expect(stderr).toMatch(/side effects|sideEffects/);
  expect(stderr).toContain('greeter-quiet');
  expect(existsSync(join(product.path, 'dist/full'))).toBe(false);
});

test('build fails when main imports a plugin that the profile does not name', async () => {
  await start({ edge });
  const main = join(product.path, 'src/main.ts');
  writeFileSync(main, `import '@demo/greeter-loud/register';\n${readFileSync(main, 'utf8')}`);
  const { code, stderr } = await mortise(product.path, 'build');
  expect(code).toBe(1);
  expect(stderr).toContain("its bundle also holds '@demo/greeter-loud', which it does not name");
});

test('build fails when the bundle holds another bootstrap than its own', async () => {
  await start({ full, edge });
  const main = join(product.path, 'src/main.ts');
  writeFileSync(main, readFileSync(main, 'utf8').replace("'#bootstrap'", "'./bootstrap.full.gen.ts'"));
  const { code, stderr } = await mortise(product.path, 'build', '--profile', 'edge');
  expect(code).toBe(1);
  expect(stderr).toContain(
    "its bundle holds 'src/bootstrap.full.gen.ts', expected 'src/bootstrap.edge.gen.ts'",
  );
});

test('build leaves the last bundle as it was when the next one fails', async () => {
  await start({ full });
  await mortise(product.path, 'build');
  const before = readFileSync(join(product.path, 'dist/full/main.js'), 'utf8');
  product.write({ 'src/main.ts': 'import { nothing } from "./nowhere.ts";\nnothing();' });
  const { code, stderr } = await mortise(product.path, 'build');
  expect(code).toBe(1);
  expect(stderr).toContain('Could not resolve "./nowhere.ts"');
  expect(stderr).toContain('src/main.ts:1');
  expect(readFileSync(join(product.path, 'dist/full/main.js'), 'utf8')).toBe(before);
  expect(readdirSync(join(product.path, 'dist'))).toEqual(['full']);
});

test('build bundles what plugins start by new URL(), and copies what they read', async () => {
  await start({ edge });
  product.write({
    'plugins/quiet/src/plugin.ts': `import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { definePlugin } from './plugin.gen.ts';

const greet = (who: string) =>
  new Promise<string>((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: who });
    worker.once('message', resolve).once('error', reject);
  });
const words = readFileSync(new URL('../words.txt', import.meta.url), 'utf8').trim();
export default definePlugin({
  activate: () => ({ greeter: { quiet: { greet: async (who) => \`\${await greet(who)}, \${words}\` } } }),
});
`,
    'plugins/quiet/src/worker.ts': `import { parentPort, workerData } from 'node:worker_threads';
import { polite } from './polite.ts';
parentPort?.postMessage(polite(workerData));
`,
    'plugins/quiet/src/polite.ts': 'export const polite = (who: string): string => `Good day, ${who}`;\n',
    'plugins/quiet/words.txt': 'nice to see you\n',
  });
  expect((await mortise(product.path, 'build')).stderr).toBe('');
  expect((await node(product.path, 'dist/edge/main.js', 'quiet')).stdout).toBe(
    'Good day, Ada, nice to see you\n',
  );
  const { assets } = readJson('dist/edge/report.json');
  const [, folder] = /^(assets\/[0-9a-f]{8})\/words\.txt$/.exec(assets[0].file) ?? [];
  expect(assets.map(({ file }: { file: string }) => file)).toEqual([
    `${folder}/words.txt`,
    `${folder}/worker.js`,
  ]);
  expect(readdirSync(join(product.path, 'dist/edge')).sort()).toEqual([
    'assets',
    'main.js',
    'main.js.map',
    'report.json',
  ]);
  product.write({ 'plugins/quiet/words.txt': 'hello again\n' });
  await mortise(product.path, 'build');
  expect((await node(product.path, 'dist/edge/main.js', 'quiet')).stdout).toBe(
    'Good day, Ada, hello again\n',
  );
  const [now] = readJson('dist/edge/report.json').assets;
  expect(now.file).not.toBe(assets[0].file);
  expect(readdirSync(join(product.path, 'dist/edge/assets'))).toEqual([now.file.split('/')[1]]);
});

test('build says which file names an asset that is not there, without a stack', async () => {
  await start({ edge });
  const file = join(product.path, 'plugins/quiet/src/plugin.ts');
  const gone = "// new URL('./said.js', import.meta.url)\nnew URL('./gone.js', import.meta.url);";
  writeFileSync(file, `${readFileSync(file, 'utf8')}${gone}\n`);
  const { code, stderr } = await mortise(product.path, 'build');
  expect(code).toBe(1);
  expect(stderr).toBe(
    `error Cannot build profile 'edge': new URL() names what is not there
  plugins/quiet/src/plugin.ts:7:9 './gone.js'
hint  Write the file, or mend its name, which is relative to the file that names it
`,
  );
});

test('build of one profile twice at once gives two good builds', async () => {
  await start({ edge });
  await mortise(product.path, 'gen');
  const builds = await Promise.all([1, 2, 3].map(() => mortise(product.path, 'build', '--profile', 'edge')));
  expect(builds.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect((await node(product.path, 'dist/edge/main.js', 'quiet')).stdout).toBe('quiet greets Ada\n');
  expect(readdirSync(join(product.path, 'dist'))).toEqual(['edge']);
});

test('gen writes nothing the second time, and check fails on drift with the command to run', async () => {
  await start({ edge });
  expect((await mortise(product.path, 'gen')).stdout).toMatch(/^Wrote \d+ files/);
  expect((await mortise(product.path, 'gen')).stdout).toMatch(/^Up to date/);
  expect((await mortise(product.path, 'check')).code).toBe(0);
  const file = join(product.path, 'contract/src/greeter.gen.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace('Greets', 'Insults'));
  const { code, stderr } = await mortise(product.path, 'check');
  expect(code).toBe(1);
  expect(stderr).toContain('contract/src/greeter.gen.ts');
  expect(stderr).toContain('npx mortise gen');
  await mortise(product.path, 'gen');
  expect((await mortise(product.path, 'check')).code).toBe(0);
});

test('gen reports all faults of all files at once and writes nothing', async () => {
  await start({ edge: { platform: 'nod', plugins: { '@demo/greeter-nobody': { isolatoin: 'none' } } } });
  product.write({
    ...greeterPlugin('loud', { id: 'Loud', surplus: true }),
    'contract/src/greeter.contract.ts':
      '/** @contract demo:greeter@1 */\nexport interface Greeter { greet(name: any): string }\n',
  });
  const { code, stderr } = await mortise(product.path, 'gen');
  expect(code).toBe(1);
  expect(stderr).toContain('contract/src/greeter.contract.ts:2');
  expect(stderr).toContain("Greeter.greet: found the type 'any'");
  expect(stderr).toContain('Promise<T> or AsyncIterable<T>');
  expect(stderr).toContain('profiles/edge.json:2');
  expect(stderr).toContain('did you mean "isolation"?');
  expect(existsSync(join(product.path, 'contract/src/greeter.gen.ts'))).toBe(false);
  expect(existsSync(join(product.path, 'src/bootstrap.edge.gen.ts'))).toBe(false);
});

test('build refuses an isolation that is not built yet', async () => {
  await start({ edge: { platform: 'node', plugins: { '@demo/greeter-quiet': { isolation: 'process' } } } });
  const { code, stderr } = await mortise(product.path, 'build');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /profiles\/edge\.json:\d+:\d+ plugins\["@demo\/greeter-quiet"\]\.isolation: found "process"/,
  );
});

test('build of one profile goes on when another profile and a plugin that it does not name are broken', async () => {
  await start({ edge, full });
  await mortise(product.path, 'gen');
  const kept = readFileSync(join(product.path, 'src/bootstrap.full.gen.ts'), 'utf8');
  const imports = readJson('package.json').imports;
  product.write({ 'profiles/full.json': '{ "platform": ', ...greeterPlugin('loud', { id: 'Loud' }) });
  const { code, stderr } = await mortise(product.path, 'build', '--profile', 'edge');
  expect(code).toBe(0);
  expect(stderr).toMatch(/^Passed over what these profiles do not need:\n/);
  expect(stderr).toContain('profiles/full.json:1');
  expect(stderr).toContain('plugins/loud/plugin.json:');
  expect((await node(product.path, 'dist/edge/main.js', 'quiet')).stdout).toBe('quiet greets Ada\n');
  expect(readFileSync(join(product.path, 'src/bootstrap.full.gen.ts'), 'utf8')).toBe(kept);
  expect(readJson('package.json').imports).toEqual(imports);
});

test('build of all profiles builds those that are whole and fails for the others', async () => {
  await start({ edge, full });
  product.write({ 'profiles/full.json': '{ "platform": ' });
  const { code, stdout, stderr } = await mortise(product.path, 'build');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^edge +demo\.quiet /m);
  expect(stderr.match(/profiles\/full\.json:1/g)).toHaveLength(1);
  expect(stderr).not.toContain('Passed over');
});

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { diskFiles, generate, writeFiles } from '@mortise/codegen';
import { linkPackages, type Scratch, scratch } from '../../e2e/scratch.ts';

const shared = JSON.stringify(join(import.meta.dirname, 'polite-greeter.ts'));
const version = { version: '1.0.0', type: 'module' };
const source = (file: string) => ({ '@mortise/source': `./src/${file}.ts` });

const contracts = {
  'contracts/package.json': {
    name: '@demo/contracts',
    ...version,
    sideEffects: false,
    exports: { '.': source('index') },
    mortise: { contracts: ['./src/greeter.contract.ts', './src/log.contract.ts'] },
  },
  'contracts/src/index.ts': "export * from './greeter.gen.ts';\nexport * from './log.gen.ts';\n",
  'contracts/src/greeter.contract.ts': `/** Greets people. @contract demo:greeter@1.0.0 */
export interface Greeter {
  greet(name: string): Promise<string>;
}
`,
  'contracts/src/log.contract.ts': `/** Keeps what plugins say. @contract demo:log@1.0.0 */
export interface Log {
  write(text: string): Promise<void>;
}
`,
};

/** A plugin that uses the log. */
const plugin = (name: string, code: string) => ({
  [`plugins/${name}/package.json`]: {
    name: `@demo/${name}`,
    ...version,
    sideEffects: ['./src/register.gen.ts'],
    exports: { '.': source('plugin'), './register': source('register.gen') },
    dependencies: { '@demo/contracts': '^1.0.0' },
  },
  [`plugins/${name}/plugin.json`]: {
    manifest: 1,
    id: `demo.${name}`,
    provides: { 'demo:greeter@1.0.0': { [name]: {} } },
    uses: { 'demo:log@1': {} },
  },
  [`plugins/${name}/src/plugin.ts`]: code,
});

const polite = plugin(
  'polite',
  `import { PoliteGreeter } from ${shared};
import { definePlugin } from './plugin.gen.ts';

let polite: PoliteGreeter;
export default definePlugin({
  async activate({ log }) {
    polite = new PoliteGreeter(log);
    return { greeter: { polite } };
  },
  deactivate: () => polite.end(),
});
`,
);

/** A plugin whose code and manifest hold its name. */
const other = (name: string) =>
  plugin(
    name,
    `import { definePlugin } from './plugin.gen.ts';

export default definePlugin({
  activate: ({ log }) => ({
    greeter: { ${name}: { greet: async (who) => (await log.write('${name}'), \`${name} greets \${who}\`) } },
  }),
});
`,
  );

const profile = (names: readonly string[]) => ({
  platform: 'node',
  plugins: Object.fromEntries(names.map((name) => [`@demo/${name}`, {}])),
});

/** A main module that gets and finds a provider, calls it and ends the registry. */
export const getMain = `import { Greeter } from '@demo/contracts';
import { createRegistry } from '@mortise/registry';
import { log } from ${shared};
import { catalog } from '#bootstrap';

const registry = createRegistry(catalog, { services: { log } });
const greeter = await registry.get(Greeter, 'polite');
console.log(await greeter.greet('Ada'));
const found = await registry.find(Greeter, process.argv[2] ?? '');
console.log(await found.greet('Bob'));
await registry.dispose();
`;

/** As {@link getMain}, with the name from a query. */
export const queryMain = getMain
  .replace(
    "'@mortise/registry';",
    "'@mortise/registry';\nimport { providersOf } from '@mortise/registry/query';",
  )
  .replace("process.argv[2] ?? ''", "providersOf(catalog, Greeter, { version: '>=1.0' })[0]?.name ?? ''");

/**
 * A product in a scratch folder with everything generated: a main module and a profile `edge`, which names the plugin
 * `@demo/polite` only. A profile `full` names all plugins.
 *
 * @param main the text of its main module
 * @param unselected names of more plugins in the workspace
 */
export async function edgeProduct(main: string, unselected: readonly string[] = []): Promise<Scratch> {
  const product = scratch();
  linkPackages(product);
  product.write({
    'package.json': { name: 'product', ...version, workspaces: ['contracts', 'plugins/*'] },
    'profiles/edge.json': profile(['polite']),
    'profiles/full.json': profile(['polite', ...unselected]),
    'src/main.ts': main,
    ...contracts,
    ...polite,
  });
  for (const name of unselected) product.write(other(name));
  mkdirSync(join(product.path, 'node_modules/@demo'));
  const link = (name: string, folder: string) =>
    symlinkSync(join(product.path, folder), join(product.path, 'node_modules/@demo', name));
  link('contracts', 'contracts');
  for (const name of ['polite', ...unselected]) link(name, `plugins/${name}`);
  writeFiles(product.path, (await generate(diskFiles(product.path))).changes);
  return product;
}

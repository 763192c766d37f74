import { linkPackages, type Scratch, scratch } from './scratch.ts';

const source = (file: string) => ({ '@mortise/source': `./src/${file}.ts`, default: `./dist/${file}.js` });

const contractSource = `/** Greets people. @contract demo:greeter@1.0.0 */
export interface Greeter {
  /** Says hello. */
  greet(name: string): Promise<string>;
}
`;

const main = `import { Greeter } from '@demo/greeter';
import { createRegistry } from '@mortise/registry';
import { catalog } from '#bootstrap';

const registry = createRegistry(catalog);
const [name = ''] = process.argv.slice(2);
try {
  console.log(await (await registry.find(Greeter, name)).greet('Ada'));
} finally {
  await registry.dispose();
}
`;

/** The files of a plugin that greets in its own way; its texts hold its name, so that a bundle can be searched for it. */
export const greeterPlugin = (name: string, manifest: object = {}): Record<string, unknown> => ({
  [`plugins/${name}/package.json`]: {
    name: `@demo/greeter-${name}`,
    version: '1.0.0',
    type: 'module',
    sideEffects: ['./src/register.gen.ts', './dist/register.gen.js'],
    exports: {
      '.': source('plugin'),
      './register': source('register.gen'),
      './guest': source('guest.gen'),
      './plugin.json': './plugin.json',
    },
    dependencies: { '@demo/greeter': '^1.0.0' },
  },
  [`plugins/${name}/plugin.json`]: {
    manifest: 1,
    id: `demo.${name}`,
    provides: { 'demo:greeter@1.0.0': { [name]: {} } },
    ...manifest,
  },
  [`plugins/${name}/src/plugin.ts`]: `import { definePlugin } from './plugin.gen.ts';

export default definePlugin({
  activate: () => ({ greeter: { '${name}': { greet: async (who: string) => \`${name} greets \${who}\` } } }),
});
`,
});

/**
 * A small product in a scratch folder: a contract, the plugins that are named, and a main module that
 * calls the provider which its argument names.
 *
 * @param plugins names of plugins
 * @param profiles by name, what their files hold
 */
export const greeterProduct = (
  plugins: readonly string[],
  profiles: Readonly<Record<string, unknown>>,
): Scratch => {
  const folder = scratch();
  linkPackages(folder);
  folder.write({
    'package.json': {
      name: 'product',
      version: '1.0.0',
      type: 'module',
      workspaces: ['contract', 'plugins/*'],
    },
    'contract/package.json': {
      name: '@demo/greeter',
      version: '1.0.0',
      type: 'module',
      sideEffects: false,
      exports: { '.': source('greeter.gen'), './wire': source('greeter.wire.gen') },
      mortise: { contracts: ['./src/greeter.contract.ts'] },
    },
    'contract/src/greeter.contract.ts': contractSource,
    'src/main.ts': main,
  });
  for (const name of plugins) folder.write(greeterPlugin(name));
  for (const [name, profile] of Object.entries(profiles))
    folder.write({ [`profiles/${name}.json`]: profile });
  return folder;
};

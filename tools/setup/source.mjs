// Lets a process import the workspace's TypeScript sources without a build:
//   node --import ./tools/setup/source.mjs file.ts
// Node 22.18 and later strip types themselves; older ones do it through esbuild, in a quarter of the time
// that @swc-node/register takes. Packages of the workspace resolve to their sources.
import module from 'node:module';
import { resolve } from './source-hooks.mjs';

if (process.features.typescript) {
  module.registerHooks({ resolve });
} else {
  process.setSourceMapsEnabled(true);
  module.register('./source-hooks.mjs', import.meta.url);
}

import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

const namespace = 'mortise-required';

/**
 * Lets CommonJS code require Node's own modules. A bundle is an ES module, where esbuild leaves a `require` that
 * throws; this one asks Node, or Deno, when the call is made: what is never required need not be there.
 */
export const requiredBuiltinPlugin: Plugin = {
  name: 'mortise-required-builtins',
  setup(build) {
    if (build.initialOptions.platform !== 'node') return;
    build.onResolve({ filter: /^[a-z_][a-z0-9_/:]*$/ }, ({ path, kind }) => {
      // One that is newer than this Node may be there where the bundle runs.
      const isNodes = isBuiltin(path) || path.startsWith('node:');
      return isNodes && kind === 'require-call' ? { path: path.replace(/^node:/, ''), namespace } : undefined;
    });
    build.onLoad({ filter: /^/, namespace }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('module').createRequire('/')('node:${path}');`,
    }));
  },
};

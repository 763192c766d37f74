import { isBuiltin } from 'node:module';
import type { Metafile, Plugin } from 'esbuild';

/** A module of Node that a bundle imports. */
export interface BuiltinImport {
  /** As in `node:fs`. */
  readonly module: string;
  /** The files that import it, relative to the product. */
  readonly importers: readonly string[];
}

/**
 * Leaves Node's own modules out of a bundle, by their names with `node:`, which Deno asks for. An import that
 * nothing uses goes: it would ask for a module that is not needed.
 */
export const builtinPlugin: Plugin = {
  name: 'mortise-builtins',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?[a-z][a-z0-9_/]*$/ }, async ({ path, pluginData, ...asked }) => {
      if (!isBuiltin(path) || pluginData === builtinPlugin) return undefined;
      // A package may have the name of a module of Node, such as `buffer`, where that is asked for by its bare name.
      if (!path.startsWith('node:') && build.initialOptions.platform === 'neutral') {
        const { kind, importer, resolveDir, namespace } = asked;
        const found = await build.resolve(path, {
          kind,
          importer,
          resolveDir,
          namespace,
          pluginData: builtinPlugin,
        });
        if (found.errors.length === 0) return found;
      }
      return { path: `node:${path.replace(/^node:/, '')}`, external: true, sideEffects: false };
    });
  },
};

/** The modules of Node that are left in a bundle, sorted. */
export const findBuiltins = ({ inputs, outputs }: Metafile): BuiltinImport[] => {
  const left = Object.values(outputs).flatMap(({ imports }) => imports);
  const modules = new Set(left.filter(({ external }) => external).map(({ path }) => path));
  const used = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
  );
  return [...modules]
    .filter((module) => isBuiltin(module))
    .sort()
    .map((module) => ({
      module,
      importers: used.filter((input) => inputs[input]?.imports.some(({ path }) => path === module)).sort(),
    }));
};

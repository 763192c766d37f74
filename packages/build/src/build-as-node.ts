import { resolve } from 'node:path';
import { type BuildOptions, type BuildResult, build, context, type Plugin, type PluginBuild } from 'esbuild';

/**
 * Bundles so that `require` gets what Node gives it, a package's `main`, while an import takes its `module`, which
 * a bundler can shake. A package that is both required and imported is its `main` for all: two copies would be two
 * classes of one name, and two states.
 *
 * @param options with `absWorkingDir`, `metafile`, and `module` first in `mainFields`
 * @throws BuildFailure of esbuild
 */
export const buildAsNode = async (
  options: BuildOptions & { readonly absWorkingDir: string },
): Promise<BuildResult> => {
  const asImported = await createResolver(options);
  const asRequired = await createResolver({ ...options, mainFields: ['main', 'module'] });
  const replaced = new Set<string>();
  try {
    for (;;) {
      // Of the last round: what an import gets must not depend on which file this one reads first.
      const known = new Set(replaced);
      const requiredMains: Plugin = {
        name: 'mortise-required-mains',
        setup(build) {
          build.onResolve({ filter: /^/ }, async ({ path, kind, importer, namespace, resolveDir }) => {
            const isRequired = kind === 'require-call';
            if (!isRequired && (kind === 'entry-point' || known.size === 0)) return undefined;
            const asked = { kind, importer, namespace, resolveDir };
            const module = await asImported.resolve(path, asked);
            if (!isRequired && !known.has(module.path)) return undefined;
            const main = await asRequired.resolve(path, asked);
            if (main.errors.length > 0 || main.path === module.path) return undefined;
            replaced.add(module.path);
            return main;
          });
        },
      };
      const result = await build({ ...options, plugins: [...(options.plugins ?? []), requiredMains] });
      const files = Object.keys(result.metafile?.inputs ?? {}).map((file) =>
        resolve(options.absWorkingDir, file),
      );
      if (!files.some((file) => replaced.has(file) && !known.has(file))) return result;
    }
  } finally {
    await Promise.all([asImported.dispose(), asRequired.dispose()]);
  }
};

/** What esbuild itself resolves to, without plugins: they would ask each other in a circle. */
const createResolver = async (
  options: BuildOptions,
): Promise<Pick<PluginBuild, 'resolve'> & { dispose(): Promise<void> }> => {
  const asks: PluginBuild[] = [];
  const keeper: Plugin = { name: 'mortise-resolver', setup: (build) => void asks.push(build) };
  const kept = await context({ ...options, plugins: [keeper] });
  return {
    resolve: (path, asked) => (asks[0] as PluginBuild).resolve(path, asked),
    dispose: () => kept.dispose(),
  };
};

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Resolves a package of the workspace to its source, by the first condition in its `exports`. */
export const resolve = (specifier, context, next) =>
  next(specifier, { ...context, conditions: ['@mortise/source', ...context.conditions] });

/** Strips the types from a `.ts` file; Node's own loader takes everything else. */
export async function load(url, context, next) {
  if (!/^file:.*\.ts($|\?)/.test(url)) return next(url, context);
  const { transform } = await import('esbuild');
  const sourcefile = fileURLToPath(url);
  const { code } = await transform(await readFile(sourcefile, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'es2023',
    sourcefile,
    sourcemap: 'inline',
    sourcesContent: false,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return { format: 'module', shortCircuit: true, source: code };
}

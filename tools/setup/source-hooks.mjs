import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Resolves a package of the workspace to its source, by the first condition in its `exports`. */
export const resolve = (specifier, context, next) =>
  next(specifier, { ...context, conditions: ['@mortise/source', ...context.conditions] });

/** Strips the types from a `.ts` file; Node's own loader takes everything else. */
export async function load(url, context, next) {
  if (!/^file:.*\.ts($|\?)/.test(url)) return next(url, context);
  const sourcefile = fileURLToPath(url);
  const text = await readFile(sourcefile, 'utf8');
  const source = await kept(sourcefile, text, () => stripTypes(text, sourcefile));
  return { format: 'module', shortCircuit: true, source };
}

const stripTypes = async (text, sourcefile) => {
  const { transform } = await import('esbuild');
  const { code } = await transform(text, {
    loader: 'ts',
    format: 'esm',
    target: 'es2023',
    sourcefile,
    sourcemap: 'inline',
    sourcesContent: false,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return code;
};

const folder = new URL('../../node_modules/.cache/mortise-source/', import.meta.url);

/** What was made of a file before, where it is the same: starting esbuild takes longer than most programs do. */
const kept = async (sourcefile, text, make) => {
  const file = new URL(`${hashOf(sourcefile)}.js`, folder);
  const last = `\n//${hashOf(text)}`;
  const found = await readFile(file, 'utf8').catch(() => '');
  if (found.endsWith(last)) return found.slice(0, -last.length);
  const code = await make();
  // Others may write the same, and this process may be killed; where nothing can be written, it takes longer.
  const part = new URL(`${file.href}.${process.pid}`);
  await mkdir(folder, { recursive: true })
    .then(() => writeFile(part, code + last))
    .then(() => rename(part, file))
    .catch(() => {});
  return code;
};

const hashOf = (text) => createHash('sha256').update(text).digest('hex');

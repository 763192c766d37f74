import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { node } from '../../e2e/run.ts';

/** A bundle in memory. */
export interface Bundle {
  readonly text: string;
  /** Bytes with gzip -9. */
  readonly gzip: number;
  readonly metafile: Metafile;
}

/**
 * Bundles a module as an edge product is bundled.
 *
 * @param entry its absolute path
 * @param options what differs from that
 */
export async function bundle(entry: string | URL, options: BuildOptions = {}): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [typeof entry === 'string' ? entry : fileURLToPath(entry)],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    conditions: ['profile-edge', '@mortise/source', 'module'],
    logLevel: 'silent',
    logOverride: { 'ignored-bare-import': 'error' },
    ...options,
    write: false,
    metafile: true,
  });
  const text = (outputFiles[0] as { text: string }).text;
  return { text, gzip: gzipSync(text, { level: 9 }).length, metafile };
}

/**
 * What a bundle prints when it is run. CommonJS packages get the `require` that they want without paying for it.
 *
 * @param folder where to write it
 * @returns its standard output, or the end of its standard error where it failed
 */
export async function run(folder: string, { text }: Bundle, ...args: readonly string[]): Promise<string> {
  const file = join(folder, 'bundle.mjs');
  const require =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);\n";
  writeFileSync(file, require + text);
  const { code, stdout, stderr } = await node(folder, file, ...args);
  return code === 0 ? stdout : stderr.slice(-500);
}

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Artifact, Limits, Manifest } from '@mortise/core';
import { build } from 'esbuild';
import { pluginIdOf } from './attack.ts';

const corpus = fileURLToPath(new URL('../../hostile/', import.meta.url));

/** What all plugins of the corpus may take. The neighbour has the runner's own deadline. */
const limits: Limits = {
  memory: '64MB',
  stack: '512KiB',
  callTimeout: '500ms',
  idleTimeout: '2s',
  startTimeout: '8s',
  stopTimeout: '1s',
};

/** What stands in a bundle in place of `__WORD__`. */
export type Words = Readonly<Record<string, string>>;

/**
 * Bundles a plugin of the corpus as a product would, and puts a manifest beside it.
 *
 * @param name the file's name in the corpus
 * @param folder for plugin.json, bundle and artifact.json
 * @param provider the name under which it is asked for
 */
export const bundlePlugin = async (
  name: string,
  folder: string,
  { provider, words, more }: { provider: string; words: Words; more?: Limits },
): Promise<void> => {
  const code = Object.entries(words).reduce(
    (text, [word, value]) => text.replaceAll(`__${word}__`, value),
    await bundled(name),
  );
  const manifest: Manifest = {
    manifest: 1,
    id: pluginIdOf(name),
    version: '1.0.0',
    main: 'index.mjs',
    provides: { 'mortise:target@1.0.0': { [provider]: {} } },
    uses: { 'mortise:log@1': {}, 'mortise:storage@1': {}, 'mortise:witness@1': {} },
    limits: { ...limits, ...more },
  };
  const sha256 = createHash('sha256').update(code).digest('hex');
  const artifact: Artifact = {
    manifest,
    version: '1.0.0',
    source: `hostile/${name}.mjs`,
    directory: folder,
    main: 'index.mjs',
    files: { 'index.mjs': sha256 },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.mjs'), code);
  writeFileSync(join(folder, 'plugin.json'), JSON.stringify(manifest, null, 2));
  writeFileSync(join(folder, 'artifact.json'), JSON.stringify(artifact));
};

const bundles = new Map<string, Promise<string>>();

/** The text of a bundle, made once for all cells. */
const bundled = (name: string): Promise<string> => {
  const text = bundles.get(name) ?? bundle(name);
  bundles.set(name, text);
  return text;
};

const bundle = async (name: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(corpus, `${name}.mjs`)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
    supported: { 'import-attributes': true },
    external: ['node:*', 'file:*', 'http:*', 'data:*', 'npm:*', 'jsr:*'],
    conditions: ['@mortise/source', 'import', 'module'],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
};

/** What lies on the disk for plugins to find, and what they must not find in it. */
export interface Planted {
  readonly folder: string;
  readonly words: Words;
}

/**
 * Plants files with a secret, and a link to one in the plugin's own folder.
 *
 * @param work the cell's folder
 * @param secret what stands in the files
 */
export const plant = (work: string, secret: string): Planted => {
  const folder = join(work, 'host');
  const own = join(work, 'hostile');
  mkdirSync(folder, { recursive: true });
  mkdirSync(own, { recursive: true });
  const file = join(folder, 'secret.txt');
  const json = join(folder, 'secret.json');
  const module = join(folder, 'secret.mjs');
  writeFileSync(file, secret);
  writeFileSync(json, JSON.stringify({ secret }));
  writeFileSync(module, `export default ${JSON.stringify(secret)};`);
  symlinkSync(file, join(own, 'link.txt'));
  symlinkSync(json, join(own, 'link.json'));
  return {
    folder,
    words: {
      SECRET_FILE: file,
      SECRET_JSON: json,
      SECRET_MODULE: module,
      SECRET_LINK: join(own, 'link.txt'),
      WORK: work,
    },
  };
};

/** The text of a file, if it is there. */
export const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

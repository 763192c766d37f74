import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, relative, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { missingAsset } from './errors.ts';

/** A file that a bundle starts or reads at run time. */
export interface Asset {
  /** The file as it is in the sources. */
  readonly source: string;
  /** Its name beside `main.js`. */
  readonly file: string;
  /** Whether it is code, to be bundled as `main.js` is, or data, to be copied. */
  readonly isCode: boolean;
}

// The idiom that browsers, Node and bundlers share: new URL('./worker.js', import.meta.url)
const idiom = /new\s+URL\(\s*(['"])(\.{1,2}\/[^'"\n]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;
const code = /\.[cm]?[jt]s$/;

/**
 * Finds the files that bundled code names by `new URL('./x', import.meta.url)`, and rewrites the name
 * to where the build puts them.
 *
 * @param assets is filled while esbuild runs, by source
 */
export const assetPlugin = (assets: Map<string, Asset>): Plugin => ({
  name: 'mortise-assets',
  setup(build) {
    build.onLoad({ filter: code }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const contents = text.replace(idiom, (_, quote: string, url: string) => {
        const source = resolve(dirname(path), url);
        if (!existsSync(source)) throw missingAsset(source, url, relative(process.cwd(), path));
        return `new URL(${quote}./${nameAsset(assets, source).file}${quote}, import.meta.url)`;
      });
      return contents === text ? undefined : { contents, loader: /ts$/.test(path) ? 'ts' : 'js' };
    });
  },
});

/** Two assets of one name, from two plugins, get two names. */
const nameAsset = (assets: Map<string, Asset>, source: string): Asset => {
  const known = assets.get(source);
  if (known) return known;
  const isCode = code.test(source);
  const extension = extname(source);
  const stem = basename(source, extension);
  const taken = new Set([...assets.values()].map(({ file }) => file));
  const name = (count: number) => `${stem}${count > 1 ? `-${count}` : ''}${isCode ? '.js' : extension}`;
  let count = 1;
  while (taken.has(name(count)) || name(count) === 'main.js') count += 1;
  const asset = { source, file: name(count), isCode };
  assets.set(source, asset);
  return asset;
};

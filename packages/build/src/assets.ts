import { readFileSync, realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Loader, PartialMessage, Plugin } from 'esbuild';
import { type AssetName, findAssets } from './find-assets.ts';

/** A file that a bundle starts or reads at run time. */
export interface Asset {
  /** The file as it is in the sources. */
  readonly source: string;
  /** Its name in the folder of assets. */
  readonly file: string;
  /** Whether it is code, to be bundled as `main.js` is, or data or code that is bundled already, to be copied. */
  readonly isCode: boolean;
}

/** Why a file that code names cannot become an asset; the `detail` of a message of esbuild. */
export interface AssetFault {
  readonly code: 'folder_asset' | 'missing_asset';
  /** As in `src/plugin.ts:7:34 './gone.ts'`. */
  readonly place: string;
}

const code = /\.[cm]?[jt]sx?$/;

/** How the assets of one bundle are treated. */
export interface AssetOptions {
  /** The folder of assets as the bundled file sees it: `.` or `./a/b`. */
  readonly folder: string;
  /** One file may name what is no asset: the names, with what takes their place. */
  readonly known?: { readonly file: string; readonly urls: ReadonlyMap<string, string> } | undefined;
  /**
   * Where there can be no assets: gets the place of each, by a mark that takes its name's place. Those whose mark
   * is in the bundle are used.
   */
  readonly refused?: Map<string, string> | undefined;
}

/**
 * Finds the files that bundled code names by `new URL('./x', import.meta.url)`, and rewrites the name
 * to where the build puts them.
 *
 * @param assets is filled while esbuild runs, by source
 */
export const assetPlugin = (
  assets: Map<string, Asset>,
  { folder, known, refused }: AssetOptions,
): Plugin => ({
  name: 'mortise-assets',
  setup(build) {
    const knownFile = known && known.urls.size > 0 ? realpathSync(known.file) : undefined;
    const { absWorkingDir = process.cwd() } = build.initialOptions;
    build.onLoad({ filter: code }, async ({ path, with: { type } }) => {
      // Read as text or bytes, it runs nothing.
      if (type) return undefined;
      const text = await readFile(path, 'utf8');
      const loader = loaderOf(path);
      // What cannot be parsed, the bundler says better.
      const names = await findAssets(text, loader).catch(() => []);
      const errors: PartialMessage[] = [];
      let contents = '';
      let end = 0;
      for (const name of names) {
        const replace = (url: string) => {
          contents += text.slice(end, name.start) + JSON.stringify(url);
          end = name.end;
        };
        const other = path === knownFile ? known?.urls.get(name.url) : undefined;
        const source = sourceOf(name.url, path);
        const importer = relative(absWorkingDir, path).replaceAll('\\', '/');
        if (other !== undefined) replace(other);
        else if (source === undefined) continue;
        else if (refused) {
          const mark = `mortise-refused-asset:${refused.size}:`;
          refused.set(mark, placeOf(name, importer));
          replace(mark);
        } else {
          const fault = faultOf(source);
          if (fault) errors.push(messageOf(fault, name, importer));
          const { search, hash } = new URL(name.url, 'file:');
          if (!fault)
            replace(`${folder}/${encodeURIComponent(nameAsset(assets, source).file)}${search}${hash}`);
        }
      }
      if (errors.length > 0) return { errors };
      return end === 0 ? undefined : { contents: contents + text.slice(end), loader };
    });
  },
});

const loaderOf = (path: string): Loader => {
  const extension = extname(path).slice(1);
  return (/^[cm]/.test(extension) ? extension.slice(1) : extension) as Loader;
};

/** The file that a relative address names; nothing for other addresses, and for `.` and `..`, which only say where code is. */
const sourceOf = (url: string, importer: string): string | undefined => {
  if (/^(?:[a-z][a-z\d+.-]*:|[/\\?#]|\.{1,2}(?:\/\.{0,2})*$)/i.test(url)) return undefined;
  try {
    return fileURLToPath(new URL(url, pathToFileURL(importer)));
  } catch {
    return undefined;
  }
};

const faultOf = (source: string): AssetFault['code'] | undefined => {
  const found = statSync(source, { throwIfNoEntry: false });
  return found === undefined ? 'missing_asset' : found.isDirectory() ? 'folder_asset' : undefined;
};

const placeOf = ({ line, column, url }: AssetName, importer: string): string =>
  `${importer}:${line}:${column + 1} '${url}'`;

const messageOf = (code: AssetFault['code'], name: AssetName, file: string): PartialMessage => {
  const detail: AssetFault = { code, place: placeOf(name, file) };
  const text = code === 'folder_asset' ? 'a folder cannot be an asset' : 'there is no such file';
  return {
    text: `'${name.url}': ${text}`,
    location: { file, line: name.line, column: name.column },
    detail,
  };
};

/**
 * Gives assets the names that they get in the order of their sources, whatever the order in which they were found.
 *
 * @param product the folder that sources are compared relative to, absolute
 * @returns whether one has another name than before
 */
export const renameAssets = (assets: Map<string, Asset>, product: string): boolean => {
  const before = [...assets.values()];
  const keyOf = ({ source }: Asset) => relative(product, source).replaceAll('\\', '/');
  assets.clear();
  for (const { source } of before.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)))
    nameAsset(assets, source);
  return before.some(({ source, file }) => assets.get(source)?.file !== file);
};

/** Two assets of one name, from two plugins, get two names; none gets that of another one's source map. */
const nameAsset = (assets: Map<string, Asset>, source: string): Asset => {
  const known = assets.get(source);
  if (known) return known;
  const isCode = code.test(source) && !isGuest(source);
  const extension = extname(source);
  const stem = basename(source, extension);
  const taken = new Set([...assets.values()].flatMap((one) => filesOf(one)));
  const named = (count: number): Asset => ({
    source,
    file: `${stem}${count > 1 ? `-${count}` : ''}${isCode ? '.js' : extension}`,
    isCode,
  });
  let count = 1;
  while (filesOf(named(count)).some((file) => taken.has(file))) count += 1;
  const asset = named(count);
  assets.set(source, asset);
  return asset;
};

/**
 * Whether a file is what a loader runs on a plugin's side: that is one bundled file already, of a form which
 * only the loader knows.
 */
const isGuest = (source: string): boolean => {
  const folder = dirname(source);
  if (basename(folder) !== 'guest') return false;
  try {
    const { name } = JSON.parse(readFileSync(join(dirname(folder), 'package.json'), 'utf8'));
    return /^@mortise\/loader-/.test(String(name));
  } catch {
    return false;
  }
};

/** In lower case, since some file systems see no difference. */
const filesOf = ({ file, isCode }: Asset): string[] =>
  [file, ...(isCode ? [`${file}.map`] : [])].map((name) => name.toLowerCase());

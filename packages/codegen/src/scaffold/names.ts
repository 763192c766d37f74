import { namePattern, pluginIdPattern, versionPattern } from '@mortise/core';

/** A name of the code from words joined by hyphens or dots: `key-value` becomes `KeyValue`. */
export const pascalCase = (name: string): string =>
  name.replace(/(?:^|[-.])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The kinds of names that options hold: how each is told, and how it is described where it is wrong. */
export const nameKinds = {
  word: {
    fits: new RegExp(namePattern),
    expected: 'lower-case words joined by hyphens, such as "key-value"',
  },
  packageName: {
    fits: /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/,
    expected: 'a package name such as "@era/runtime-wasm"',
  },
  pluginId: {
    fits: new RegExp(pluginIdPattern),
    expected: 'lower-case names joined by dots, at least two, such as "era.wasm"',
  },
  version: { fits: new RegExp(versionPattern), expected: 'a version such as "1.0.0"' },
  directory: {
    fits: /^(?!\/|.*(?:^|\/)\.{0,2}(?:\/|$))[^\\:*?"<>|\0]+$/,
    expected: 'a folder of the workspace, such as "plugins/runtime-wasm"',
  },
} as const;

/** The name that a package is scoped by, else its own: `acme` of `@acme/agent`. */
export const scopeOf = (packageName: string): string => /^@([^/]+)\//.exec(packageName)?.[1] ?? packageName;

/** A folder as it is written everywhere: `./plugins/wasm/` is `plugins/wasm`. */
export const tidy = (folder: string): string => folder.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');

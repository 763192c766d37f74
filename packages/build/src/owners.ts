import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { ProfilePlan } from '@mortise/profile';

/** Whose code an input of a bundle is. */
export interface Owner {
  /** Generated, or a package of `@mortise`. */
  readonly isFramework: boolean;
  /** The plugin of the profile that has it, if one has. */
  readonly plugin?: string;
  /** The package that has it. */
  readonly package: string;
}

/**
 * Tells whose code an input is. What a generator wrote counts as framework, also in a plugin's folder.
 *
 * @param plan the resolved profile
 * @param root the workspace's folder, absolute
 * @param product the product's folder, absolute, which inputs are relative to
 */
export const ownersOf = (plan: ProfilePlan, root: string, product: string): ((input: string) => Owner) => {
  const plugins = plan.plugins
    .map(({ directory, manifest }) => ({
      folder: realpathSync(resolve(root, directory)) + sep,
      id: manifest.id,
    }))
    // One may lie in the folder of another one.
    .sort((a, b) => b.folder.length - a.folder.length);
  const names = new Map<string, string>();
  const packageName = (folder: string): string => {
    const known = names.get(folder);
    if (known !== undefined) return known;
    const file = join(folder, 'package.json');
    const own = existsSync(file) ? String(JSON.parse(readFileSync(file, 'utf8')).name ?? '') : undefined;
    const name = own ?? (dirname(folder) === folder ? '' : packageName(dirname(folder)));
    names.set(folder, name);
    return name;
  };
  return (input) => {
    const path = resolve(product, input);
    const plugin = plugins.find(({ folder }) => path.startsWith(folder))?.id;
    const name = packageName(dirname(path));
    const isFramework = /\.gen\.[cm]?[jt]s$/.test(path) || name.startsWith('@mortise/');
    return { isFramework, package: name, ...(plugin === undefined ? {} : { plugin }) };
  };
};

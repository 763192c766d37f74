import { MortiseError } from '@mortise/core';
import { formatSize } from '@mortise/core/units';

// One factory a code, sorted.

export const bootstrapMismatch = (
  profile: string,
  expected: string,
  found: readonly string[],
): MortiseError =>
  new MortiseError(
    'bootstrap_mismatch',
    `Cannot build profile '${profile}': its bundle holds ${found.length > 0 ? `'${found.join("', '")}'` : 'no bootstrap'}, expected '${expected}'`,
    {
      hint: `Import '#bootstrap' in main, and see that package.json maps "#bootstrap" to "./${expected}" under "profile-${profile}": mortise gen`,
    },
  );

export const bundleFailed = (profile: string, messages: readonly string[], cause: unknown): MortiseError =>
  new MortiseError('bundle_failed', `Cannot build profile '${profile}':\n  ${messages.join('\n  ')}`, {
    cause,
  });

export const droppedPlugin = (profile: string, plugins: readonly string[]): MortiseError =>
  new MortiseError(
    'dropped_plugin',
    `Cannot build profile '${profile}': the bundler dropped '${plugins.join("', '")}'`,
    {
      hint: 'Name the register module, as source and as built file, in "sideEffects" of the plugin\'s package.json',
    },
  );

export const folderAsset = (profile: string, places: readonly string[]): MortiseError =>
  new MortiseError(
    'folder_asset',
    `Cannot build profile '${profile}': new URL() names a folder, expected a file\n  ${places.join('\n  ')}`,
    { hint: 'Name each file that is to be put beside the bundle' },
  );

export const missingAsset = (profile: string, places: readonly string[]): MortiseError =>
  new MortiseError(
    'missing_asset',
    `Cannot build profile '${profile}': new URL() names what is not there\n  ${places.join('\n  ')}`,
    { hint: 'Write the file, or mend its name, which is relative to the file that names it' },
  );

export const missingMain = (profile: string, main: string): MortiseError =>
  new MortiseError('missing_main', `Cannot build profile '${profile}': its main '${main}' is missing`, {
    hint: 'Write it, or name another one: "main" in the profile',
  });

export const overBudget = (
  profile: string,
  what: string,
  bytes: number,
  limit: number,
  grown: readonly string[],
): MortiseError =>
  new MortiseError(
    'over_budget',
    `Profile '${profile}' is over its budget: ${formatSize(bytes)} ${what}, at most ${formatSize(limit)}${grown.length > 0 ? `\n  ${grown.join('\n  ')}` : ''}`,
    { hint: 'Make the bundle smaller, or raise "budget" in the profile' },
  );

export const surplusPlugin = (profile: string, plugins: readonly string[]): MortiseError =>
  new MortiseError(
    'surplus_plugin',
    `Cannot build profile '${profile}': its bundle also holds '${plugins.join("', '")}', which it does not name`,
    { hint: 'Take the import of its register module out of the product, or add the plugin to the profile' },
  );

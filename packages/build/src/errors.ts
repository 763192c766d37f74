import { MortiseError, messageOf } from '@mortise/core';
import { formatSize } from '@mortise/core/units';
import type { BuiltinImport } from './builtins.ts';

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

export const isolatedAsset = (
  profile: string,
  pluginId: string,
  isolation: string,
  places: readonly string[],
): MortiseError =>
  new MortiseError(
    'isolated_asset',
    `Cannot build profile '${profile}': plugin '${pluginId}' names files by new URL(), which isolation '${isolation}' keeps from it\n  ${places.join('\n  ')}`,
    {
      pluginId,
      hint: 'Import what they hold, hand it in as a host service, or take isolation "worker"',
    },
  );

export const linkedPlugin = (profile: string, pluginId: string, files: readonly string[]): MortiseError =>
  new MortiseError(
    'linked_plugin',
    `Cannot build profile '${profile}': main.js also holds code of plugin '${pluginId}', which is isolated\n  ${files.join('\n  ')}`,
    {
      pluginId,
      hint: 'Take the import of it out of the product; what both need belongs into a package of its own',
    },
  );

export const missingAsset = (profile: string, places: readonly string[]): MortiseError =>
  new MortiseError(
    'missing_asset',
    `Cannot build profile '${profile}': new URL() names what is not there\n  ${places.join('\n  ')}`,
    { hint: 'Write the file, or mend its name, which is relative to the file that names it' },
  );

export const missingGuest = (profile: string, pluginId: string, entry: string): MortiseError =>
  new MortiseError(
    'missing_guest',
    `Cannot build profile '${profile}': plugin '${pluginId}' is isolated, and the entry of its bundle is not there: '${entry}'`,
    {
      pluginId,
      hint: 'Run mortise gen, and add to "exports" of its package.json: "./guest": { "@mortise/source": "./src/guest.gen.ts", "default": "./dist/guest.gen.js" }',
    },
  );

export const missingLoader = (
  profile: string,
  pluginId: string,
  isolation: string,
  loader: string,
): MortiseError =>
  new MortiseError(
    'missing_loader',
    `Cannot build profile '${profile}': isolation '${isolation}' of plugin '${pluginId}' needs '${loader}', which is not installed`,
    { pluginId, hint: `Run: npm install ${loader}` },
  );

export const missingMain = (profile: string, main: string): MortiseError =>
  new MortiseError('missing_main', `Cannot build profile '${profile}': its main '${main}' is missing`, {
    hint: 'Write it, or name another one: "main" in the profile',
  });

export const needsNode = (
  profile: string,
  pluginId: string,
  isolation: string,
  builtins: readonly BuiltinImport[],
): MortiseError =>
  new MortiseError(
    'needs_node',
    `Cannot build profile '${profile}': plugin '${pluginId}' imports modules of Node, which isolation '${isolation}' does not have\n  ${builtins.map(({ module, importers }) => `'${module}' in ${importers.join(', ')}`).join('\n  ')}`,
    {
      pluginId,
      hint: 'Take isolation "worker", or "deno" where its permissions are enough, or hand in as a host service what the plugin needs',
    },
  );

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

export const styleSheet = (profile: string, places: readonly string[]): MortiseError =>
  new MortiseError(
    'style_sheet',
    `Cannot build profile '${profile}': code imports a style sheet, which no bundle holds\n  ${places.join('\n  ')}`,
    {
      hint: "Import it as text: import css from './x.css' with { type: 'text' }; or name it by new URL('./x.css', import.meta.url)",
    },
  );

export const surplusPlugin = (profile: string, plugins: readonly string[]): MortiseError =>
  new MortiseError(
    'surplus_plugin',
    `Cannot build profile '${profile}': its bundle also holds '${plugins.join("', '")}', which it does not name`,
    { hint: 'Take the import of its register module out of the product, or add the plugin to the profile' },
  );

/** `write_failed`: the disk is full, a right is missing, or something else is in the way. */
export const writeFailed = (profile: string, cause: unknown): MortiseError =>
  new MortiseError('write_failed', `Cannot write the build of profile '${profile}': ${messageOf(cause)}`, {
    cause,
    hint: 'Free room on the disk, give yourself the right to write there, or take out of the way what is no folder',
  });

import { MortiseError, messageOf } from '@mortise/core';

// One factory a code, sorted.

/**
 * `missing_main`: no file where the plugin's module should be.
 *
 * @param main what stands there, and which file says so
 */
export const missingMain = (pluginId: string, source: string, main: string): MortiseError =>
  new MortiseError('missing_main', `Cannot read plugin '${pluginId}' from '${source}': ${main} is no file`, {
    pluginId,
    phase: 'load',
    hint: 'Build the plugin, or name its module in "main" of plugin.json',
  });

/** `no_version`: neither package.json nor plugin.json says a version. */
export const noVersion = (pluginId: string, source: string): MortiseError =>
  new MortiseError(
    'no_version',
    `Cannot read plugin '${pluginId}' from '${source}': neither its package.json nor its plugin.json has a version`,
    { pluginId, phase: 'load', hint: 'Write "version": "1.0.0" into one of them' },
  );

/**
 * `outside_folder`: the module's path, or a link on its way, leads out of the plugin's folder.
 *
 * @param main what stands there, and which file says so
 * @param real where that leads
 */
export const outsideFolder = (pluginId: string, source: string, main: string, real: string): MortiseError =>
  new MortiseError(
    'outside_folder',
    `Cannot read plugin '${pluginId}' from '${source}': ${main} leads out of its folder, to '${real}'`,
    { pluginId, phase: 'load', hint: 'Name a module inside the folder of plugin.json' },
  );

/** `unreadable`: the module is there, and the file system does not give it out. */
export const unreadable = (pluginId: string, source: string, cause: unknown): MortiseError =>
  new MortiseError('unreadable', `Cannot read plugin '${pluginId}' from '${source}': ${messageOf(cause)}`, {
    pluginId,
    phase: 'load',
    cause,
    hint: "Give yourself the right to read the plugin's files",
  });

import { MortiseError, messageOf } from '@mortise/core';

// One factory a code, sorted.

export const missingMain = (pluginId: string, source: string, main: string): MortiseError =>
  new MortiseError(
    'missing_main',
    `Cannot read plugin '${pluginId}' from '${source}': its module '${main}' is missing`,
    {
      pluginId,
      phase: 'load',
      hint: 'Build the plugin, or name another module in "main" of its plugin.json',
    },
  );

export const noVersion = (pluginId: string, source: string): MortiseError =>
  new MortiseError('no_version', `Cannot read plugin '${pluginId}' from '${source}': it has no version`, {
    pluginId,
    phase: 'load',
    hint: 'Give package.json or plugin.json a "version"',
  });

export const outsideFolder = (pluginId: string, source: string, main: string): MortiseError =>
  new MortiseError(
    'outside_folder',
    `Cannot read plugin '${pluginId}' from '${source}': '${main}' is outside its folder`,
    {
      pluginId,
      phase: 'load',
      hint: 'Name a module inside the folder of plugin.json',
    },
  );

export const unreadable = (source: string, cause: unknown): MortiseError =>
  new MortiseError('unreadable', `Cannot read plugin from '${source}': ${messageOf(cause)}`, {
    phase: 'load',
    cause,
  });

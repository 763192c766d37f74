import { type Artifact, MortiseError, messageOf } from '@mortise/core';

// One factory a code, sorted.

export const importFailed = ({ manifest, main }: Artifact, cause: unknown): MortiseError =>
  new MortiseError('import_failed', `Cannot import '${main}': ${messageOf(cause)}`, {
    pluginId: manifest.id,
    phase: 'load',
    cause,
  });

export const missingProvider = ({ manifest }: Artifact, contract: string, path: string): MortiseError =>
  new MortiseError(
    'missing_provider',
    `activate() returned nothing at '${path}', where plugin.json promises '${contract}'`,
    {
      pluginId: manifest.id,
      phase: 'activate',
      hint: `Return { ${path.replace('.', ': { ')}: … } } from activate()`,
    },
  );

export const notAPlugin = ({ manifest, main }: Artifact): MortiseError =>
  new MortiseError('not_a_plugin', `Cannot use '${main}': its default export has no activate()`, {
    pluginId: manifest.id,
    phase: 'load',
    hint: 'Write: export default { async activate(ctx) { return { … } } }',
  });

export const otherPlugin = ({ manifest, main }: Artifact, id: string): MortiseError =>
  new MortiseError(
    'other_plugin',
    `Cannot use '${main}': it is plugin '${id}', its plugin.json says '${manifest.id}'`,
    {
      pluginId: manifest.id,
      phase: 'load',
      hint: 'Generate it anew: mortise gen',
    },
  );

export const tampered = (
  { manifest }: Artifact,
  file: string,
  found: string,
  expected: string,
): MortiseError =>
  new MortiseError('tampered', `Cannot load '${file}': its sha256 is ${found}, expected ${expected}`, {
    pluginId: manifest.id,
    phase: 'load',
    hint: 'Read the artifact anew, or install the plugin again',
  });

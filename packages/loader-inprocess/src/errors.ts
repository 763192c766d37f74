import { type Artifact, MortiseError, messageOf } from '@mortise/core';

// One factory a code, sorted. `main` is the module's absolute path.

/** `configure_failed`: the plugin refuses its configuration. */
export const configureFailed = ({ manifest }: Artifact, cause: unknown): MortiseError =>
  new MortiseError('configure_failed', `Cannot configure plugin '${manifest.id}': ${messageOf(cause)}`, {
    pluginId: manifest.id,
    phase: 'configure',
    cause,
    hint: `Mend config['${manifest.id}'], which the host hands to createRegistry()`,
  });

/** `import_failed`: the module, or one that it imports, is no JavaScript, is missing or throws. */
export const importFailed = ({ manifest }: Artifact, main: string, cause: unknown): MortiseError =>
  new MortiseError('import_failed', `Cannot import '${main}': ${messageOf(cause)}`, {
    pluginId: manifest.id,
    phase: 'load',
    cause,
    hint: importHint(main, cause),
  });

const importHint = (main: string, cause: unknown): string => {
  const { code } = (cause ?? {}) as { code?: unknown };
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
    return 'Install what the plugin depends on, or build it anew';
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return 'Build the plugin, and name the built module in "main" of plugin.json';
  // Node says where only when it prints the error itself.
  if (cause instanceof SyntaxError) return `Find the place: node --check '${main}'`;
  return 'Mend what the module does while it is imported; the error is the cause of this one';
};

/**
 * `missing_provider`: `activate` returned less than the manifest promises.
 *
 * @param providers each promised path with the place where it was looked for
 * @param cause what the plugin's `deactivate` threw thereafter, if it did
 */
export const missingProvider = (
  { manifest }: Artifact,
  providers: readonly { readonly path: string; readonly place: string }[],
  cause?: unknown,
): MortiseError => {
  const [contract, name] = providers[0]?.place.split('.') ?? [];
  const list = providers.map(({ path, place }) => `'${path}' at '${place}'`).join(', ');
  return new MortiseError(
    'missing_provider',
    `Cannot use what activate() of plugin '${manifest.id}' returned: it lacks ${list}, which plugin.json promises`,
    {
      pluginId: manifest.id,
      phase: 'activate',
      hint: `Return { ${contract}: { ${name}: … } } from activate(), or take it out of plugin.json`,
      ...(cause === undefined ? {} : { cause }),
    },
  );
};

/** `not_a_plugin`: @param found what the module exports by default, as a noun phrase */
export const notAPlugin = ({ manifest }: Artifact, main: string, found: string): MortiseError =>
  new MortiseError('not_a_plugin', `Cannot use '${main}': it exports ${found}, and no activate()`, {
    pluginId: manifest.id,
    phase: 'load',
    hint: 'Write: export default { async activate(ctx) { return { … } } }',
  });

/** `other_plugin`: the code was generated for another manifest. */
export const otherPlugin = ({ manifest }: Artifact, main: string, id: string): MortiseError =>
  new MortiseError(
    'other_plugin',
    `Cannot use '${main}': it is plugin '${id}', its plugin.json says '${manifest.id}'`,
    { pluginId: manifest.id, phase: 'load', hint: 'Generate and build it anew: mortise gen' },
  );

/** `tampered`: @param found what the file has instead of the hash that the artifact expects */
export const tampered = (
  { manifest }: Artifact,
  file: string,
  found: string,
  expected: string,
): MortiseError =>
  new MortiseError('tampered', `Cannot load '${file}': found ${found}, expected ${expected}`, {
    pluginId: manifest.id,
    phase: 'load',
    hint: 'Read the artifact anew if you have changed the plugin, else install it again',
  });

import { MortiseError, messageOf, type Phase } from '@mortise/core';

// One factory a code, or a family of codes, sorted. The texts are short, because an edge bundle carries
// each of them; what a person may do about a code stands in the README of this package.

export const dependencyCycle = (chain: readonly string[]): MortiseError =>
  new MortiseError(
    'dependency_cycle',
    `Cannot order plugins: they depend on each other, '${chain.join("', '")}'`,
    {
      phase: 'register',
      hint: 'Take one of these dependencies out of its plugin.json',
    },
  );

export const disposeFailed = (errors: readonly unknown[]): MortiseError =>
  new MortiseError('dispose_failed', errors.map(messageOf).join('; '), { cause: errors });

export const duplicate = (key: string, source: string | undefined, other: string | undefined): MortiseError =>
  new MortiseError('duplicate', `Cannot register '${key}' of '${source}': '${other}' has it`, {
    phase: 'register',
  });

export const invalidVersion = (version: string): MortiseError =>
  new MortiseError('invalid_version', `Cannot compare version '${version}'`, {
    hint: "Write '>=1.2' or '>=1.2.0'",
  });

export const missingDependency = (pluginId: string, id: string): MortiseError =>
  new MortiseError(
    'missing_dependency',
    `Cannot register plugin '${pluginId}': its dependency '${id}' is missing`,
    {
      pluginId,
      phase: 'register',
      hint: `Add the plugin '${id}' too`,
    },
  );

/** `missing_provider`, `missing_service`: why a plugin failed. */
export const missing = (what: 'provider' | 'service', name: string): MortiseError =>
  new MortiseError(`missing_${what}`, `${what} '${name}' is missing`);

/**
 * `connect_failed`, `configure_failed`, `activate_failed`, `deactivate_failed`: with the hint of the cause. One that
 * names the plugin has said all of the message.
 */
export const pluginFailed = (pluginId: string, phase: Phase, cause: unknown): MortiseError => {
  let message = `Cannot ${phase} plugin '${pluginId}': ${messageOf(cause)}`;
  let hint: string | undefined;
  try {
    const error = cause as MortiseError;
    hint = error.hint;
    if (error.pluginId === pluginId) message = error.message;
  } catch {
    // Plugins throw what has no members, or cannot be asked for them.
  }
  return new MortiseError(`${phase}_failed`, message, { pluginId, phase, cause, hint });
};

export const registryDisposed = (): MortiseError =>
  new MortiseError('registry_disposed', 'The registry has ended');

export const serviceRevoked = (pluginId: string): MortiseError =>
  new MortiseError('service_revoked', `Plugin '${pluginId}' has ended`, { pluginId });

export const unknownProvider = (path: string, paths: readonly string[]): MortiseError =>
  new MortiseError('unknown_provider', `Cannot get '${path}': this build has [${paths.join(', ')}]`);

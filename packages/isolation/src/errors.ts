import { MortiseError, messageOf, type Phase } from '@mortise/core';
import { lineText, valueText } from '@mortise/rpc';
import type { Ending, LimitEnding } from './boundary.ts';
import { cutText } from './cut-error.ts';
import { hostHint } from './host-hint.ts';
import { limitText } from './limit-text.ts';

/** What a plugin says, on one line, as far as a message has room for it. */
const told = (text: string): string => lineText(cutText(text));

// One factory a code, or a family of codes, sorted.

/** What `backing_off` knows beside its message: the `data` of that error. */
export interface BackOff {
  /** When it may be tried again, in milliseconds from the refusal. */
  readonly retryIn: number;
  /** How often it has failed in a row. */
  readonly failures: number;
}

/** `backing_off`: the plugin fails again and again, and is not started anew yet. */
export const backingOff = (pluginId: string, data: BackOff, cause: unknown): MortiseError =>
  Object.assign(
    new MortiseError(
      'backing_off',
      `Cannot start plugin '${pluginId}': it has failed ${data.failures} times in a row, and is tried again in ${data.retryIn} ms`,
      { pluginId, phase: 'load', cause, hint: 'The last failure is the cause of this one' },
    ),
    { data },
  );

/** `activate_failed`, `deactivate_failed`: the plugin's own code throws where no registry is told. */
export const codeFailed = (
  pluginId: string,
  phase: 'activate' | 'deactivate',
  cause: unknown,
): MortiseError =>
  new MortiseError(`${phase}_failed`, `Cannot ${phase} plugin '${pluginId}': ${told(messageOf(cause))}`, {
    pluginId,
    phase,
    cause,
    hint: hintOf(cause) ?? `What ${phase}() threw is the cause of this one`,
  });

/** @param cause what has crossed the boundary, and can be read */
const hintOf = (cause: unknown): string | undefined => {
  const { hint } = (cause ?? {}) as { hint?: unknown };
  return typeof hint === 'string' ? hint : undefined;
};

/** `configure_failed`: the plugin refuses its configuration, or that cannot cross the boundary. */
export const configureFailed = (pluginId: string, why: string): MortiseError =>
  new MortiseError('configure_failed', `Cannot configure plugin '${pluginId}': ${told(why)}`, {
    pluginId,
    phase: 'configure',
    hint: `Mend config['${pluginId}'], which the host hands to createRegistry()`,
  });

/** `import_failed`, `missing_wire`, `not_a_plugin`, `other_plugin`: what the plugin's side says of the bundle. */
export const guestFailed = (
  pluginId: string,
  code: 'import_failed' | 'missing_wire' | 'not_a_plugin' | 'other_plugin',
  file: string,
  why: string,
): MortiseError =>
  new MortiseError(code, `Cannot run plugin '${pluginId}' from '${file}': ${told(why)}`, {
    pluginId,
    phase: 'load',
    hint: guestHints[code],
  });

const guestHints = {
  import_failed: 'Mend what the module does while it is imported; what it imports has to be in the bundle',
  missing_wire:
    "Bundle src/guest.gen.ts of the plugin, which exports 'wires' beside the plugin: mortise build",
  not_a_plugin: 'Write: export default { async activate(ctx) { return { … } } }',
  other_plugin: 'Generate and build it anew: mortise gen, then mortise build',
};

/** `incompatible_contract`: host and plugin were written against different majors. */
export const incompatibleContract = (
  pluginId: string,
  contract: string,
  found: readonly string[],
): MortiseError =>
  new MortiseError(
    'incompatible_contract',
    `Cannot load plugin '${pluginId}': it needs '${contract}', this host has [${found.join(', ')}]`,
    {
      pluginId,
      phase: 'load',
      hint: 'Take a version of the plugin, or of the host, that has the same major',
    },
  );

/** `invalid_option`: a loader's option has a value that it cannot have, where its host has no types. */
export const invalidOption = (name: string, found: unknown, expected: string): MortiseError =>
  new MortiseError(
    'invalid_option',
    `Cannot create a loader: '${name}' is ${valueText(found)}, not ${expected}`,
    {
      phase: 'load',
      hint: `Mend '${name}' where the loader is created, or leave it out`,
    },
  );

/** `loader_ended`: what it would keep ready has no end any more. */
export const loaderEnded = (): MortiseError =>
  new MortiseError('loader_ended', 'Cannot prepare spares: the loader has ended', {
    phase: 'load',
    hint: 'Prepare them before the loader ends, or create another one',
  });

/** `limit_exceeded`: its cause has the figures as numbers. */
const limitExceeded = (pluginId: string, phase: Phase, ending: LimitEnding): MortiseError =>
  new MortiseError('limit_exceeded', `Plugin '${pluginId}' was ended: ${limitText(ending)}`, {
    pluginId,
    phase,
    cause: ending,
    hint: `Raise its limit '${ending.limit}' in the profile, if you trust what it does`,
  });

/** `missing_bundle`: what a profile's build writes is not there. */
export const missingBundle = (pluginId: string, file: string, cause: unknown): MortiseError =>
  new MortiseError('missing_bundle', `Cannot read the bundle of plugin '${pluginId}': '${file}'`, {
    pluginId,
    phase: 'load',
    cause,
    hint:
      hostHint(cause) ??
      'Build the profile: mortise build. A plugin that is isolated does not run from its sources. Where the build is newer than this program, start the program anew',
  });

/** `missing_provider`: `activate` returned less than the manifest promises. */
export const missingProvider = (pluginId: string, paths: readonly string[]): MortiseError =>
  new MortiseError(
    'missing_provider',
    `Cannot use what activate() of plugin '${pluginId}' returned: it lacks '${told(paths.join("', '"))}', which its manifest promises`,
    {
      pluginId,
      phase: 'activate',
      hint: 'Return all providers from activate(), or take them out of plugin.json',
    },
  );

/** `missing_wire`: the host was not given the wire module of a contract. */
export const missingWire = (pluginId: string, contract: string, found: readonly string[]): MortiseError =>
  new MortiseError(
    'missing_wire',
    `Cannot load plugin '${pluginId}': no wire module of '${contract}' among [${found.join(', ')}]`,
    {
      pluginId,
      phase: 'load',
      hint: "Import it from the contract's package, as in '@era/runtime/wire', and add it to 'wires'",
    },
  );

/** `plugin_crashed`: @param how a noun phrase: `exit code 7` */
const pluginCrashed = (pluginId: string, phase: Phase, how: string, cause?: unknown): MortiseError =>
  new MortiseError('plugin_crashed', `Plugin '${pluginId}' has ended by itself: ${told(how)}`, {
    pluginId,
    phase,
    cause,
    hint:
      phase === 'deactivate'
        ? 'Its scope has ended; what it had to do at its end may not have been done'
        : 'The next call starts it anew; a call that was open may or may not have been carried out',
  });

/** `plugin_ended`: its scope has ended. */
export const pluginEnded = (pluginId: string, phase: Phase): MortiseError =>
  new MortiseError('plugin_ended', `Cannot call plugin '${pluginId}': it has ended`, { pluginId, phase });

/** `plugin_unresponsive`: its calls never end. */
export const neverAnswers = (pluginId: string, phase: Phase, calls: number): MortiseError =>
  new MortiseError(
    'plugin_unresponsive',
    `Plugin '${pluginId}' was ended: nobody waits for ${calls} of its calls and streams any more, and it has not ended them`,
    { pluginId, phase, hint: 'Its methods return promises that never settle, or streams that never end' },
  );

/** `plugin_unresponsive`: it does not answer at all, as in an endless loop. */
export const pluginUnresponsive = (pluginId: string, phase: Phase, milliseconds: number): MortiseError =>
  new MortiseError(
    'plugin_unresponsive',
    `Plugin '${pluginId}' was ended: it was late with an answer, and did not answer anything for ${milliseconds} ms more`,
    { pluginId, phase, hint: 'It is in an endless loop, or in work that should be done in steps' },
  );

/**
 * `start_timeout`: its cause has the figures as numbers.
 *
 * @param phase what it was at
 * @param isImporting whether it has its bundle and has not imported it yet
 */
export const startTimeout = (
  pluginId: string,
  phase: Phase,
  allowed: number,
  measured: number,
  isImporting = false,
): MortiseError =>
  new MortiseError(
    'start_timeout',
    `Cannot start plugin '${pluginId}': it was not active within ${allowed} ms${isImporting ? ', and its module was still being imported' : ''}`,
    {
      pluginId,
      phase,
      cause: { kind: 'limit', limit: 'startTimeout', unit: 'ms', allowed, measured } satisfies LimitEnding,
      hint: isImporting
        ? "Look in the module for a top-level await that never settles, an endless loop, or an export named 'then', which import() calls and waits for; else raise 'startTimeout' in the profile"
        : "Raise 'startTimeout' in the profile, or do less in the module and in activate()",
    },
  );

/** `stop_timeout`: `deactivate` did not settle; its cause has the figures as numbers. */
export const stopTimeout = (pluginId: string, allowed: number, measured: number): MortiseError =>
  new MortiseError(
    'stop_timeout',
    `Plugin '${pluginId}' was ended by force: deactivate() took longer than ${allowed} ms`,
    {
      pluginId,
      phase: 'deactivate',
      cause: { kind: 'limit', limit: 'stopTimeout', unit: 'ms', allowed, measured } satisfies LimitEnding,
      hint: "Raise 'stopTimeout' in the profile, or do less in deactivate()",
    },
  );

/**
 * `tampered`: what the bundle should be is not said.
 *
 * @param hash what stands there, from `#`
 */
export const noHash = (pluginId: string, file: string, hash: string): MortiseError => {
  const found = hash === '#sha256=' ? 'a missing hash' : `'${told(hash)}'`;
  return new MortiseError(
    'tampered',
    `Cannot load '${file}' of plugin '${pluginId}': found ${found}, expected '#sha256=' and 64 hexadecimal digits`,
    { pluginId, phase: 'load', hint: 'Build anew, or read the artifact anew, which writes the hash' },
  );
};

/** `tampered`: the bundle is not what it was when it was built, or read. */
export const tampered = (pluginId: string, file: string, found: string, expected: string): MortiseError =>
  new MortiseError(
    'tampered',
    `Cannot load '${file}' of plugin '${pluginId}': found sha256 ${found}, expected ${expected}`,
    {
      pluginId,
      phase: 'load',
      hint: 'Build anew, or read the artifact anew if you have changed the plugin, else install it again',
    },
  );

/** `too_large`: sizes in bytes. */
export const tooLarge = (pluginId: string, file: string, size: number, most: number): MortiseError =>
  new MortiseError(
    'too_large',
    `Cannot load '${file}' of plugin '${pluginId}': it has ${size} bytes, and may have ${most}`,
    { pluginId, phase: 'load', hint: 'Leave out what the plugin does not need, or load data as a service' },
  );

/** How a boundary ended, in words. */
export const endingError = (pluginId: string, phase: Phase, ending: Ending): MortiseError => {
  switch (ending.kind) {
    case 'ended':
      return pluginEnded(pluginId, phase);
    case 'crash':
      return pluginCrashed(pluginId, phase, ending.how, ending.cause);
    case 'limit':
      return limitExceeded(pluginId, phase, ending);
  }
};

/** An error of the protocol, with the plugin that it is about. */
export const aboutPlugin = (pluginId: string, phase: Phase, error: MortiseError): MortiseError =>
  new MortiseError(error.code, `Plugin '${pluginId}': ${error.message}`, {
    pluginId,
    phase,
    hint: error.hint,
    ...(error.cause !== undefined && { cause: error.cause }),
  });

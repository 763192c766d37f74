import { MortiseError, messageOf, type Phase } from '@mortise/core';
import { formatSize } from '@mortise/core/units';
import { plainText } from '@mortise/rpc';
import type { Ending, LimitEnding } from './boundary.ts';

// One factory a code, or a family of codes, sorted.

/** `activate_failed`: the plugin's own `activate` throws where a call starts it anew. */
export const activateFailed = (pluginId: string, cause: unknown): MortiseError =>
  new MortiseError('activate_failed', `Cannot activate plugin '${pluginId}': ${messageOf(cause)}`, {
    pluginId,
    phase: 'activate',
    cause,
    hint: 'What activate() threw is the cause of this one',
  });

/** `backing_off`: the plugin fails again and again, and is not started anew yet. */
export const backingOff = (
  pluginId: string,
  failures: number,
  milliseconds: number,
  cause: unknown,
): MortiseError =>
  new MortiseError(
    'backing_off',
    `Cannot start plugin '${pluginId}': it has failed ${failures} times in a row, and is tried again in ${milliseconds} ms`,
    { pluginId, phase: 'load', cause, hint: 'The last failure is the cause of this one' },
  );

/** `configure_failed`: the plugin refuses its configuration, or that cannot cross the boundary. */
export const configureFailed = (pluginId: string, why: string): MortiseError =>
  new MortiseError('configure_failed', `Cannot configure plugin '${pluginId}': ${plainText(why)}`, {
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
  new MortiseError(code, `Cannot run plugin '${pluginId}' from '${file}': ${plainText(why)}`, {
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

/** `limit_exceeded`: its cause has the figures as numbers. */
const limitExceeded = (pluginId: string, phase: Phase, ending: LimitEnding): MortiseError => {
  const { limit, unit, allowed, measured, wantedMore } = ending;
  const text = (figure: number) => (unit === 'bytes' ? formatSize(figure) : `${Math.round(figure)} ms`);
  return new MortiseError(
    'limit_exceeded',
    `Plugin '${pluginId}' was ended: it took ${text(measured)} of ${limit}${wantedMore ? ' and wanted more' : ''}, and may take ${text(allowed)}`,
    {
      pluginId,
      phase,
      cause: ending,
      hint: `Raise its limit '${limit}' in the profile, if you trust what it does`,
    },
  );
};

/** `missing_bundle`: what a profile's build writes is not there. */
export const missingBundle = (pluginId: string, file: string, cause: unknown): MortiseError =>
  new MortiseError('missing_bundle', `Cannot read the bundle of plugin '${pluginId}': '${file}'`, {
    pluginId,
    phase: 'load',
    cause,
    hint: 'Build the profile: mortise build. A plugin that is isolated does not run from its sources',
  });

/** `missing_provider`: `activate` returned less than the manifest promises. */
export const missingProvider = (pluginId: string, paths: readonly string[]): MortiseError =>
  new MortiseError(
    'missing_provider',
    `Cannot use what activate() of plugin '${pluginId}' returned: it lacks '${paths.join("', '")}', which its manifest promises`,
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
  new MortiseError('plugin_crashed', `Plugin '${pluginId}' has ended by itself: ${plainText(how)}`, {
    pluginId,
    phase,
    cause,
    hint: 'The next call starts it anew; a call that was open may or may not have been carried out',
  });

/** `plugin_ended`: its scope has ended. */
export const pluginEnded = (pluginId: string, phase: Phase): MortiseError =>
  new MortiseError('plugin_ended', `Cannot call plugin '${pluginId}': it has ended`, { pluginId, phase });

/** `plugin_unresponsive`: its calls never end. */
export const neverAnswers = (pluginId: string, phase: Phase, calls: number): MortiseError =>
  new MortiseError(
    'plugin_unresponsive',
    `Plugin '${pluginId}' was ended: ${calls} of its calls were late, and have no answer yet`,
    { pluginId, phase, hint: 'Its methods return promises that never settle' },
  );

/** `plugin_unresponsive`: it does not answer at all, as in an endless loop. */
export const pluginUnresponsive = (pluginId: string, phase: Phase, milliseconds: number): MortiseError =>
  new MortiseError(
    'plugin_unresponsive',
    `Plugin '${pluginId}' was ended: a call was late, and it did not answer anything for ${milliseconds} ms more`,
    { pluginId, phase, hint: 'It is in an endless loop, or in work that should be done in steps' },
  );

/** `start_timeout`: @param phase what it was at */
export const startTimeout = (pluginId: string, phase: Phase, milliseconds: number): MortiseError =>
  new MortiseError(
    'start_timeout',
    `Cannot start plugin '${pluginId}': it was not active within ${milliseconds} ms`,
    {
      pluginId,
      phase,
      hint: "Raise 'startTimeout' in the profile, or do less in the module and in activate()",
    },
  );

/** `stop_timeout`: `deactivate` did not settle. */
export const stopTimeout = (pluginId: string, milliseconds: number): MortiseError =>
  new MortiseError(
    'stop_timeout',
    `Plugin '${pluginId}' was ended by force: deactivate() took longer than ${milliseconds} ms`,
    { pluginId, phase: 'deactivate' },
  );

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
    cause: error,
  });

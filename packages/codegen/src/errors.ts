import { MortiseError, messageOf } from '@mortise/core';
import { type Fault, formatFault } from '@mortise/json';
import { installCommand } from './workspace/install-command.ts';
import { waysToContract } from './workspace/ways-to-contract.ts';

// One factory a code, sorted.

/** `duplicate_contract`: two sources of a workspace have one id. */
export const duplicateContract = (id: string, first: string, second: string): MortiseError =>
  new MortiseError(
    'duplicate_contract',
    `Cannot tell '${first}' from '${second}': both are contract '${id}'`,
    { hint: 'Give one of them another name or another major version in its @contract tag' },
  );

/**
 * `generate_failed`: several sources are wrong.
 *
 * @param errors one each; every message has its hint below it
 */
export const generateFailed = (errors: readonly unknown[]): MortiseError => {
  const lines = errors.map((error) => {
    const { hint } = error as { hint?: string };
    return hint ? `${messageOf(error)}\n  ${hint}` : messageOf(error);
  });
  return new MortiseError('generate_failed', lines.join('\n'), { cause: errors });
};

/**
 * `invalid_options`: options of a scaffold are wrong.
 *
 * @param what what failed: `add plugin 'wasm'`
 * @param faults all of them, also in the error
 */
export const invalidOptions = (what: string, faults: readonly Fault[]): MortiseError => {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const lines = faults.map((fault) => `  ${formatFault(fault)}`);
  const error = new MortiseError('invalid_options', `Cannot ${what}: ${count}\n${lines.join('\n')}`);
  return Object.assign(error, { faults });
};

/** `missing_file`: package.json lists a contract that is not there. */
export const missingFile = (source: string): MortiseError =>
  new MortiseError('missing_file', `Cannot read contract '${source}': no such file`, {
    hint: 'Mend the list "mortise": { "contracts": […] } of its package.json',
  });

/** `missing_guest`: a profile isolates a plugin whose package does not export the entry of its bundle. */
export const missingGuest = (profile: string, pluginId: string, specifier: string): MortiseError =>
  new MortiseError(
    'missing_guest',
    `Cannot isolate plugin '${pluginId}' in profile '${profile}': '${specifier}' does not export './guest', the entry of its bundle`,
    {
      pluginId,
      hint: 'Add to "exports" of its package.json: "./guest": { "@mortise/source": "./src/guest.gen.ts", "default": "./dist/guest.gen.js" }',
    },
  );

/**
 * `missing_loader`: a profile isolates a plugin, and what does that is not there.
 *
 * @param state what is wrong with the loader
 */
export const missingLoader = (
  profile: string,
  pluginId: string,
  isolation: string,
  loader: string,
  state = 'is not installed',
): MortiseError =>
  new MortiseError(
    'missing_loader',
    `Cannot isolate plugin '${pluginId}' in profile '${profile}': isolation '${isolation}' needs '${loader}', which ${state}`,
    { pluginId, hint: `Run: npm install ${loader}` },
  );

/** `missing_wire`: a profile isolates a plugin, and a contract of it cannot cross a boundary. */
export const missingWire = (
  profile: string,
  pluginId: string,
  isolation: string,
  { specifier, source, wire }: { specifier: string; source: string; wire: string },
): MortiseError => {
  const module = source.replace(/^.*\//, './').replace(/\.contract\.ts$/, '.wire.gen.ts');
  const write = `Write export { ${wire} } from '${module}'; into a module beside '${source}', and add it to "exports" of its package.json as "./wire"`;
  const isInstalled = source.includes('node_modules/');
  return new MortiseError(
    'missing_wire',
    `Cannot isolate plugin '${pluginId}' in profile '${profile}': '${specifier}' does not export ${wire} from './wire', which isolation '${isolation}' needs`,
    { pluginId, hint: isInstalled ? `Install a version of '${specifier}' that exports it` : write },
  );
};

/** `no_version`: neither a plugin's package.json nor its manifest says a version. */
export const noVersion = (pluginId: string, directory: string): MortiseError =>
  new MortiseError(
    'no_version',
    `Cannot generate plugin '${pluginId}' in '${directory}': it has no version`,
    { pluginId, hint: 'Give its package.json a "version"' },
  );

/**
 * `stray_baseline`: a baseline lies where the contract is another one, or none.
 *
 * @param contract what was released: `era:runtime@1.0.0`
 */
export const strayBaseline = (file: string, contract: string, why: string, hint: string): MortiseError =>
  new MortiseError('stray_baseline', `Cannot use baseline '${file}' of '${contract}': ${why}`, { hint });

/**
 * `unexpected_shape`: an edit of a JSON text finds, say, a list where an object belongs.
 *
 * @param place the place in quotes, or `it` for the whole document
 */
export const unexpectedShape = (file: string, place: string, wanted: string): MortiseError =>
  new MortiseError('unexpected_shape', `Cannot edit '${file}': ${place} is not ${wanted}`, {
    hint: `Make ${place} ${wanted} by hand`,
  });

/**
 * `unknown_contract`: no package in reach has it.
 *
 * @param from the folder of the package that names it
 * @param known the ids that there are
 * @param owner the installed package that has it, where only others depend on that
 */
export const unknownContract = (
  id: string,
  from: string,
  known: readonly string[],
  owner?: string,
): MortiseError =>
  new MortiseError('unknown_contract', `Cannot find contract '${id}' from '${from}'`, {
    hint: owner === undefined ? `Either ${waysToContract(known)}` : `Run: ${installCommand(owner, from)}`,
  });

/**
 * `version_too_low`: the version of a contract does not say what has changed since it was released.
 *
 * @param contract its id without a major: `era:runtime`
 * @param why what the version does not cover
 * @param hint which version does
 * @param faults one a change, also in the error
 */
export const versionTooLow = (
  contract: string,
  version: string,
  why: string,
  hint: string,
  faults: readonly Fault[],
): MortiseError => {
  const message = `Cannot release '${contract}' ${version}: ${why}`;
  return Object.assign(new MortiseError('version_too_low', message, { hint }), { faults });
};

/** `write_failed`: the disk is full, a right is missing, or a folder is in the way. @param replaced what was written */
export const writeFailed = (path: string, cause: unknown, replaced: readonly string[] = []): MortiseError =>
  new MortiseError('write_failed', `Cannot write '${path}': ${messageOf(cause)}`, {
    cause,
    hint: `Free room on the disk, give yourself the right to write there, or take a folder out of the way; ${replaced.length > 0 ? `replaced already: ${replaced.join(', ')}` : 'no file was replaced'}`,
  });

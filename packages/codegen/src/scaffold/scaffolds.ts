import type { Files } from '../workspace/files.ts';
import type { Scaffold } from './complete.ts';
import type { PluginOptions } from './plugin-plan.ts';
import type { ContractOptions } from './scaffold-contract.ts';
import type { ProfileOptions } from './scaffold-profile.ts';

// Each is loaded when it is called: a generator starts in the time that its own modules take.

/**
 * A new contract: a package with an interface to start from, its token and its model. In a folder that
 * holds a package already, the contract joins that package.
 *
 * @param files the workspace
 * @param options the name, and what differs from the defaults
 * @returns every file to write; nothing is written
 * @throws MortiseError `invalid_options` with all faults; what `generate` throws
 */
export const scaffoldContract = async (files: Files, options: ContractOptions): Promise<Scaffold> => {
  const { scaffoldContract } = await import('./scaffold-contract.ts');
  return await scaffoldContract(files, options);
};

/**
 * A new plugin: a package that fills a contract and says `unsupported` in each method, joined to the
 * profiles that are named. Files that are there stay as they are, so a second run adds what is missing,
 * such as one more profile. Once there is a src/plugin.ts, the code is its author's and none is added.
 *
 * @param files the workspace
 * @param options name, contract and what differs from the defaults
 * @returns every file to write; nothing is written
 * @throws MortiseError `invalid_options` with all faults; what `generate` throws
 */
export const scaffoldPlugin = async (files: Files, options: PluginOptions): Promise<Scaffold> => {
  const { scaffoldPlugin } = await import('./scaffold-plugin.ts');
  return await scaffoldPlugin(files, options);
};

/**
 * A new profile of a product, without plugins, with its bootstrap and its import condition. A profile
 * that is there stays.
 *
 * @param files the workspace
 * @param options the name, the product, the platform
 * @returns every file to write; nothing is written
 * @throws MortiseError `invalid_options` with all faults; what `generate` throws
 */
export const scaffoldProfile = async (files: Files, options: ProfileOptions): Promise<Scaffold> => {
  const { scaffoldProfile } = await import('./scaffold-profile.ts');
  return await scaffoldProfile(files, options);
};

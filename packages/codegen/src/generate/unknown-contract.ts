import { parseContractRef } from '@mortise/core';
import { type Complaint, nearest } from '@mortise/json';
import type { Contracts } from '../workspace/contracts.ts';
import { installCommand } from '../workspace/install-command.ts';
import { waysToContract } from '../workspace/ways-to-contract.ts';
import type { Package } from '../workspace/workspace.ts';

/**
 * What to say of a contract that a manifest names and that its package cannot import: the package to install where
 * another one of the workspace has it, else the contract that was most likely meant.
 *
 * @param ref as the manifest has it: `mortise:log@1` under `uses`, with its full version under `provides`
 */
export const unknownContractIn = (contracts: Contracts, from: Package, ref: string): Complaint => {
  const { id } = parseContractRef(ref);
  const expected = 'a contract that the plugin can import';
  const elsewhere = contracts.elsewhere();
  const owner = elsewhere.get(id)?.specifier;
  if (owner !== undefined) {
    const found = `${JSON.stringify(ref)} of '${owner}', which the plugin's package.json does not list`;
    return { found, expected, hint: `run ${installCommand(owner, from.directory)}` };
  }
  const found = `${JSON.stringify(ref)}, which is not there`;
  const isWhole = ref !== id;
  const refsOf = (all: ReturnType<Contracts['all']>): string[] =>
    [...all.values()]
      .map(({ model }) => (isWhole ? `${model.id.split('@')[0]}@${model.version}` : model.id))
      .sort();
  const known = refsOf(contracts.all(from));
  const meant = nearest(ref, known) ?? nearest(ref, refsOf(elsewhere));
  if (meant !== undefined) return { found, expected, hint: `did you mean ${JSON.stringify(meant)}?` };
  return { found, expected, hint: waysToContract(known.map((one) => JSON.stringify(one))) };
};

import type { ContractWire, PluginManifest } from '@mortise/core';
import { incompatibleContract, missingWire } from './errors.ts';
import { contractsOf } from './guest/guest-module.ts';

/**
 * Finds the wire modules of all contracts that a plugin provides or uses.
 *
 * @returns gives that of one of them
 * @throws MortiseError `incompatible_contract`, `missing_wire`
 */
export const wireFinder = (manifest: PluginManifest, wires: readonly ContractWire[]) => {
  const found = new Map<string, ContractWire>();
  for (const contract of contractsOf(manifest)) {
    const wire = wires.find(({ id }) => id === contract);
    if (!wire) throw lacking(manifest.id, contract, wires);
    found.set(contract, wire);
  }
  return (contract: string): ContractWire => found.get(contract) as ContractWire;
};

/** Whether the host has another major of a contract, or nothing of it. */
const lacking = (pluginId: string, contract: string, wires: readonly ContractWire[]) => {
  const name = contract.slice(0, contract.indexOf('@') + 1);
  const others = wires.filter(({ id }) => id.startsWith(name)).map(({ id }) => id);
  if (others.length > 0) return incompatibleContract(pluginId, contract, others);
  return missingWire(
    pluginId,
    contract,
    wires.map(({ id }) => id),
  );
};

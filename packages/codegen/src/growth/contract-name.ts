import type { ContractId } from '@mortise/core';

/** A contract's id without its major, by which it is the same one whatever its version: `era:runtime`. */
export const contractName = (id: ContractId): string => id.split('@')[0] as string;

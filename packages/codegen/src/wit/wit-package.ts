import type { ContractId } from '@mortise/core';
import { escapeKeyword } from './names.ts';

const id = /^([a-z][a-z0-9]*(?:-[a-z0-9]+)*):([a-z][a-z0-9]*(?:-[a-z0-9]+)*)@/;
const number = '(?:0|[1-9][0-9]{0,18})';
const label = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const version = new RegExp(
  `^${number}\\.${number}\\.${number}(?:-${label}(?:\\.${label})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** A contract as a package of WIT. */
export interface WitPackage {
  /** `era:runtime` */
  readonly name: string;
  /** `@1.0.0`; empty for one that WIT cannot say, such as a number of 20 digits. */
  readonly version: string;
}

/**
 * The package of a contract.
 *
 * @throws Error for what is no contract's id
 */
export const witPackage = (contract: { id: ContractId; version: string }): WitPackage => {
  const [, namespace, name] = id.exec(contract.id) ?? [];
  if (!namespace || !name) throw new Error(`Cannot write ${JSON.stringify(contract.id)} as a package of WIT`);
  return {
    name: `${escapeKeyword(namespace)}:${escapeKeyword(name)}`,
    version: version.test(contract.version) ? `@${contract.version}` : '',
  };
};

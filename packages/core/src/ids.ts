import type { ContractId } from './contract.ts';
import { MortiseError } from './error.ts';

/** A contract reference in its parts: `era:runtime@1.0.0`. */
export interface ContractRef {
  readonly namespace: string;
  readonly name: string;
  /** As written: `1`, `1.0` or `1.0.0`. */
  readonly version: string;
  /** Namespace, name and major version, which two sides must share: `era:runtime@1`. */
  readonly id: ContractId;
}

const kebab = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const number = '(?:0|[1-9][0-9]*)';
const semver = `${number}\\.${number}\\.${number}(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?`;

/** A name of WIT's kind: lower case, words joined by hyphens. Contracts and providers are named so. */
export const namePattern = `^${kebab}$`;
/** A plugin's id: lower-case names joined by dots, at least two. */
export const pluginIdPattern = `^${kebab}(?:\\.${kebab})+$`;
/** A version of semver 2.0. */
export const versionPattern = `^${semver}$`;
/** A contract with its full version, as a plugin provides it: `era:runtime@1.0.0`. */
export const providedContractPattern = `^${kebab}:${kebab}@${semver}$`;
/** A contract with its major version, as a plugin uses it: `mortise:log@1`. */
export const usedContractPattern = `^${kebab}:${kebab}@${number}$`;

const reference = new RegExp(`^(${kebab}):(${kebab})@(${number}|${number}\\.${number}|${semver})$`);

/**
 * Reads a contract reference.
 *
 * @param text `namespace:name@version`, the version being a major or a whole one
 * @returns its parts
 * @throws MortiseError `invalid_contract_ref` when the text is something else
 * @example
 * ```ts
 * import { parseContractRef } from '@mortise/core';
 *
 * console.log(parseContractRef('era:runtime@1.2.0').id); // era:runtime@1
 * ```
 */
export const parseContractRef = (text: string): ContractRef => {
  const [, namespace, name, version] = reference.exec(text) ?? [];
  if (!namespace || !name || !version) {
    throw new MortiseError('invalid_contract_ref', `Cannot read contract reference '${text}'`, {
      hint: "Write namespace:name@version in lower case, for example 'era:runtime@1.0.0'",
    });
  }
  return { namespace, name, version, id: `${namespace}:${name}@${major(version)}` };
};

// Text, because a number of 22 digits would be written as 1e+21.
const major = (version: string): `${number}` => version.split('.')[0] as `${number}`;

/**
 * A name of WIT's kind as a property of JavaScript: `key-value` becomes `keyValue`.
 *
 * @param name words joined by hyphens or dots
 */
export const camelCase = (name: string): string =>
  name.replace(/[-.]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

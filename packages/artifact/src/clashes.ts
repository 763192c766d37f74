import {
  camelCase,
  contextKeys,
  type Manifest,
  parseContractRef,
  providedContractPattern,
  usedContractPattern,
} from '@mortise/core';
import type { JsonDocument } from '@mortise/json';

/**
 * Complains about what a schema cannot see: contracts and services that get in each other's way. The
 * manifest may be of a wrong shape elsewhere, so that all its faults are found at once.
 *
 * @param document is complained to
 * @returns the document
 */
export const findClashes = (document: JsonDocument<Manifest>): JsonDocument<Manifest> => {
  const { provides, uses } = recordOf(document.value);
  checkMajors(document, Object.keys(recordOf(provides)).filter(fits(providedContractPattern)));
  checkNames(document, recordOf(uses));
  checkInherited(document, recordOf(provides), recordOf(uses));
  return document;
};

/** Two minor versions of one contract would claim the same place in a catalog. */
const checkMajors = (document: JsonDocument<Manifest>, contracts: readonly string[]): void => {
  const seen = new Map<string, string>();
  for (const contract of contracts) {
    const { id } = parseContractRef(contract);
    const other = seen.get(id);
    if (other === undefined) seen.set(id, contract);
    else {
      document.complain(['provides', contract], {
        found: `a second version of ${JSON.stringify(other)}`,
        expected: 'one version of each major',
        hint: 'keep the higher one',
      });
    }
  }
};

/** Each service needs a name of its own in the plugin's context. */
const checkNames = (document: JsonDocument<Manifest>, uses: Record<string, unknown>): void => {
  const owners = new Map(contextKeys.map((key) => [key, 'every context']));
  for (const contract of Object.keys(uses).filter(fits(usedContractPattern))) {
    const { as } = recordOf(uses[contract]);
    const name = typeof as === 'string' ? as : camelCase(parseContractRef(contract).name);
    const owner = owners.get(name);
    if (owner === undefined) owners.set(name, contract);
    // The schema has refused a written name that every context has.
    else if (typeof as !== 'string' || !contextKeys.includes(as)) {
      document.complain(['uses', contract, ...(as === undefined ? [] : ['as'])], {
        found: `the name ${JSON.stringify(name)}, which ${owner} has`,
        expected: 'a name of its own',
        hint: `write "as": ${JSON.stringify(`${name}2`)}, or another name`,
      });
    }
  }
};

/**
 * A lookup of such a name finds what every object has, also where nothing of that name is provided or
 * handed in.
 */
const checkInherited = (
  document: JsonDocument<Manifest>,
  provides: Record<string, unknown>,
  uses: Record<string, unknown>,
): void => {
  const check = (path: readonly string[], name: string) => {
    if (!(name in Object.prototype)) return;
    document.complain(path, {
      found: `the name ${JSON.stringify(name)}, which every object has`,
      expected: 'a name of its own',
      hint: 'choose another name',
    });
  };
  for (const contract of Object.keys(provides).filter(fits(providedContractPattern))) {
    check(['provides', contract], camelCase(parseContractRef(contract).name));
    for (const name of Object.keys(recordOf(provides[contract]))) check(['provides', contract, name], name);
  }
  for (const contract of Object.keys(uses).filter(fits(usedContractPattern))) {
    check(['uses', contract], camelCase(parseContractRef(contract).name));
    const { as } = recordOf(uses[contract]);
    // The schema has refused this one.
    if (typeof as === 'string' && as !== 'constructor') check(['uses', contract, 'as'], as);
  }
};

const fits = (pattern: string) => (text: string) => new RegExp(pattern, 'u').test(text);

/** The members of an object; of anything else none. */
const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

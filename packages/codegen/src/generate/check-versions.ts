import { type Manifest, parseContractRef } from '@mortise/core';
import type { Complaint, JsonDocument } from '@mortise/json';
import { compareVersions, satisfies } from 'compare-versions';
import type { ContractModel } from '../contract/model.ts';

/**
 * Complains about contracts that cannot be imported, and about provided ones that are newer than those that can:
 * the plugin would be typed by an older interface than it says.
 *
 * @param document a manifest that its schema accepts
 * @param modelOf finds a contract as the manifest names it, or says what is wrong
 */
export const checkContracts = (
  document: JsonDocument<Manifest>,
  modelOf: (ref: string) => ContractModel | Complaint,
): void => {
  const { provides, uses = {} } = document.value as Manifest;
  for (const contract of Object.keys(uses)) {
    const model = modelOf(contract);
    if ('found' in model) document.complain(['uses', contract], model);
  }
  for (const contract of Object.keys(provides)) {
    const { id, version } = parseContractRef(contract);
    const model = modelOf(contract);
    if ('found' in model) {
      document.complain(['provides', contract], model);
      continue;
    }
    if (compareVersions(version, model.version) <= 0) continue;
    document.complain(['provides', contract], {
      found: `version ${version} of a contract that is here in version ${model.version}`,
      expected: `at most ${model.version}`,
      hint: `write "${id.split('@')[0]}@${model.version}", or install the package that has ${version}`,
    });
  }
};

/**
 * Complains about a plugin that asks for another Mortise. While Mortise is developed it has the version
 * 0.0.0, which fits every range.
 *
 * @param document a manifest without faults
 * @param version that of Mortise
 */
export const checkEngines = (document: JsonDocument<Manifest>, version: string): void => {
  const range = document.check().engines?.mortise;
  if (range === undefined) return;
  const fit = fits(version, range);
  if (fit === undefined) {
    const expected = 'a version range such as "^1.0.0"';
    document.complain(['engines', 'mortise'], { found: JSON.stringify(range), expected });
  } else if (!fit && version !== '0.0.0') {
    document.complain(['engines', 'mortise'], {
      found: JSON.stringify(range),
      expected: `a range that holds ${version}, the Mortise that is installed`,
      hint: 'install the Mortise that the plugin asks for, or widen the range',
    });
  }
};

/** Whether a version lies in a range; `undefined` where the text is no range. */
const fits = (version: string, range: string): boolean | undefined => {
  if (['*', 'x', ''].includes(range.trim())) return true;
  try {
    return satisfies(version, range);
  } catch {
    return undefined;
  }
};

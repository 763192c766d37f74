import { type Manifest, parseContractRef } from '@mortise/core';
import type { JsonDocument } from '@mortise/json';
import { compareVersions, satisfies } from 'compare-versions';
import type { ContractModel } from '../contract/model.ts';

/**
 * Complains about contracts that are newer than those that can be imported: the plugin would be typed by
 * an older interface than it says.
 *
 * @param document a manifest without faults
 * @param modelOf finds a contract by its id; throws where there is none
 */
export const checkContracts = (
  document: JsonDocument<Manifest>,
  modelOf: (id: ReturnType<typeof parseContractRef>['id']) => ContractModel,
): void => {
  for (const contract of Object.keys(document.check().provides)) {
    const { id, version } = parseContractRef(contract);
    const model = modelOf(id);
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

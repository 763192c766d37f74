import type { ContractModel } from '../contract/model.ts';
import { ContractImports } from '../generate/contract-imports.ts';
import { Contracts, contractSources, type KnownContract } from '../workspace/contracts.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type OptionFaults, unknown } from './option-faults.ts';

/** The contracts that a plugin of the workspace could fill, by id. */
export interface ContractChoice {
  /** Those of the workspace itself. */
  readonly members: ReadonlyMap<string, KnownContract>;
  /** With those of all installed packages, which take longer to find. */
  readonly all: () => ReadonlyMap<string, KnownContract>;
}

/** Finds the contracts of a workspace. Where models are fresh, sources are not compiled. */
export const findContracts = async (workspace: Workspace): Promise<ContractChoice> => {
  const imports = new ContractImports(workspace);
  const models = new Map<string, ContractModel>();
  for (const source of workspace.packages.flatMap(contractSources)) {
    models.set(source, (await imports.generate(source)).model);
  }
  const contracts = new Contracts(workspace, models);
  const all = () => new Map(workspace.packages.flatMap((one) => [...contracts.all(one)]));
  return { members: contracts.members, all };
};

/**
 * The contract that an option names.
 *
 * @param choice what there is; a contract of the workspace goes before an installed one
 * @param option the option, for messages
 * @param ref `era:runtime`, which is its highest major, or `era:runtime@1`, or the whole version
 * @param faults gets a complaint where there is none
 */
export const chooseContract = (
  choice: ContractChoice,
  option: string,
  ref: string,
  faults: OptionFaults,
): KnownContract | undefined => {
  const [name = '', version] = ref.split('@');
  const pick = (known: ReadonlyMap<string, KnownContract>) => {
    const majors = [...known].filter(([id]) => id.split('@')[0] === name);
    const sorted = majors.sort(([a], [b]) => majorOf(b) - majorOf(a));
    return sorted.find(([id]) => version === undefined || id === idOf(ref))?.[1];
  };
  const found = pick(choice.members) ?? pick(choice.all());
  const isWhole = version?.includes('.') === true;
  if (found && (!isWhole || found.model.version === version)) return found;
  if (found) {
    const expected = `the version that there is: "${name}@${found.model.version}"`;
    faults.add(option, { found: JSON.stringify(ref), expected });
    return undefined;
  }
  const ids = [...choice.all().keys()];
  const majors = ids.filter((id) => id.split('@')[0] === name).map((id) => JSON.stringify(id));
  if (majors.length > 0) {
    faults.add(option, {
      found: JSON.stringify(ref),
      expected: `a major that there is: ${majors.join(', ')}`,
    });
  } else {
    const known = version === undefined ? new Set(ids.map((id) => id.split('@')[0] as string)) : ids;
    const expected = 'a contract of this workspace or of an installed package';
    faults.add(option, unknown(ref, expected, [...known]));
  }
  return undefined;
};

const idOf = (ref: string): string => ref.split('.')[0] as string;

const majorOf = (id: string): number => Number(id.split('@')[1]);

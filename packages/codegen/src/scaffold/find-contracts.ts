import type { ContractModel } from '../contract/model.ts';
import { generateContract } from '../generate/contract.ts';
import { Contracts, contractSources, type KnownContract } from '../workspace/contracts.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type OptionFaults, unknown } from './option-faults.ts';

/** Every contract that some package of the workspace can import, by id. Models are read, not sources. */
export const findContracts = async (workspace: Workspace): Promise<ReadonlyMap<string, KnownContract>> => {
  const models = new Map<string, ContractModel>();
  for (const source of workspace.packages.flatMap(contractSources)) {
    models.set(source, (await generateContract(workspace.files, source)).model);
  }
  const contracts = new Contracts(workspace, models);
  return new Map(workspace.packages.flatMap((one) => [...contracts.all(one)]));
};

/**
 * The contract that an option names.
 *
 * @param known all that there are
 * @param option the option, for messages
 * @param ref `era:runtime`, which is its highest major, or `era:runtime@1`, or the whole version
 * @param faults gets a complaint where there is none
 */
export const chooseContract = (
  known: ReadonlyMap<string, KnownContract>,
  option: string,
  ref: string,
  faults: OptionFaults,
): KnownContract | undefined => {
  const [name = '', version] = ref.split('@');
  const majors = [...known].filter(([id]) => id.split('@')[0] === name);
  const byMajor = ([a]: [string, unknown], [b]: [string, unknown]) => majorOf(b) - majorOf(a);
  const wanted = version === undefined ? majors.sort(byMajor) : majors.filter(([id]) => id === idOf(ref));
  const found = wanted[0]?.[1];
  const isOther = version?.includes('.') === true && found?.model.version !== version;
  if (found && !isOther) return found;
  const ids =
    version === undefined
      ? [...new Set([...known.keys()].map((id) => id.split('@')[0] as string))]
      : [...known.keys()];
  if (found) {
    const complaint = {
      found: JSON.stringify(ref),
      expected: `the version that there is: "${name}@${found.model.version}"`,
    };
    faults.add(option, complaint);
  } else if (majors.length > 0) {
    const there = majors.map(([id]) => JSON.stringify(id)).join(', ');
    faults.add(option, { found: JSON.stringify(ref), expected: `a major that there is: ${there}` });
  } else faults.add(option, unknown(ref, 'a contract of this workspace or of an installed package', ids));
  return undefined;
};

const idOf = (ref: string): string => ref.split('.')[0] as string;

const majorOf = (id: string): number => Number(id.split('@')[1]);

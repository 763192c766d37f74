import type { Change, ContractGrowth, ReleasedContract, ReleaseResult } from '@mortise/codegen';

/**
 * How contracts have grown since they were released, for people. Those that have not are told of only
 * where that is asked for.
 *
 * @returns one line each, then one a change; an empty text where there is nothing to say
 */
export const growthText = (all: readonly ContractGrowth[], verbose: boolean): string =>
  all.flatMap((one) => growthLines(one, verbose)).join('\n');

const growthLines = (contract: ContractGrowth, verbose: boolean): string[] => {
  const { released, changes, demands } = contract;
  if (demands)
    return [`${nameOf(contract)} has grown since ${released}, a ${demands} step`, ...changeLines(changes)];
  if (!verbose) return [];
  if (!released) return [`${nameOf(contract)} is not released: npx mortise release records it`];
  return [`${nameOf(contract)} is as it was released in ${released}`];
};

const changeLines = (changes: readonly Change[]): string[] =>
  changes.map(({ kind, demands, member, what }) => {
    // `was added` stands in the first column already.
    const rest = what.replace(/^was (added|removed)(,? and)? ?/, '');
    return `  ${kind.padEnd(7)}  ${demands}  ${member}${rest ? ` ${rest}` : ''}`;
  });

/**
 * What a release recorded, for people.
 *
 * @param dryRun whether nothing was written
 */
export const releaseText = ({ contracts, changes }: ReleaseResult, dryRun: boolean): string => {
  const recorded = contracts.filter(({ state }) => state === 'recorded');
  const would = dryRun ? 'Would record' : 'Recorded';
  const baselines = new Set(recorded.map(({ file }) => file));
  const others = changes.filter(({ path }) => !baselines.has(path)).length;
  const lines = recorded.length > 0 ? [`${would} ${count(recorded.length)}`] : [];
  lines.push(...recorded.map((one) => `  ${nameOf(one)}, ${stepOf(one)}: ${one.file}`));
  for (const one of contracts.filter(({ state }) => state === 'prerelease'))
    lines.push(`Passed over ${nameOf(one)}: a prerelease promises nothing`);
  const unchanged = contracts.filter(({ state }) => state === 'unchanged').length;
  if (unchanged > 0) lines.push(`Up to date: ${count(unchanged)}`);
  if (contracts.length === 0) lines.push('Nothing to record: there are no contracts');
  if (others > 0) {
    const files = others === 1 ? '1 generated file' : `${others} generated files`;
    lines.push(`${dryRun ? 'Would bring' : 'Brought'} ${files} up to date`);
  }
  return lines.join('\n');
};

const stepOf = ({ released, demands }: ReleasedContract): string => {
  if (!released) return 'for the first time';
  return demands ? `a ${demands} step from ${released}` : `as it was in ${released}`;
};

const nameOf = ({ id, version }: ContractGrowth): string => `${id.split('@')[0]} ${version}`;

const count = (number: number): string => `${number} contract${number === 1 ? '' : 's'}`;

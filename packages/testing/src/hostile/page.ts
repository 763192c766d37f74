import type { AttackGroup } from './attack.ts';
import type { Capability } from './capabilities.ts';
import type { Verdict } from './verdict.ts';

/** What we wanted to leave open, by loader. */
const goals: Readonly<Record<string, readonly Capability[]>> = {
  worker: [
    'files',
    'message flood',
    'network',
    'one oversized allocation',
    'signals',
    // What is not in V8's heap; which of it can be bounded depends on Node's version.
    'native memory',
    'off-heap memory',
    'shared memory',
    'WebAssembly memory',
  ],
  'wasm-inline': ['time'],
};

/**
 * The matrix as a page of the docs. The same verdicts give the same bytes.
 *
 * @param command what writes it
 */
export const pageOf = (
  groups: readonly AttackGroup[],
  verdicts: readonly Verdict[],
  command: string,
): string => {
  const loaders = [...new Set(verdicts.map(({ loader }) => loader))];
  const reasons: string[] = [];
  const noteOf = ({ loader, lacks }: Verdict): string => {
    const { capability, reason } = lacks as NonNullable<Verdict['lacks']>;
    const isWanted = goals[loader]?.includes(capability);
    const goal = isWanted ? '' : '. This goes beyond what we wanted to leave open';
    const note = `**${loader}**, ${capability}: ${reason}${goal}.`;
    if (!reasons.includes(note)) reasons.push(note);
    return `unsupported [${reasons.indexOf(note) + 1}]`;
  };
  const cellOf = (attack: string, loader: string): string => {
    const verdict = verdicts.find((one) => one.attack === attack && one.loader === loader);
    if (!verdict) return 'not run';
    return verdict.verdict === 'unsupported' ? noteOf(verdict) : verdict.verdict;
  };
  const tables = groups.flatMap(({ title, attacks }) => [
    `## ${title}`,
    '',
    row(['attack', ...loaders]),
    row(['---', ...loaders.map(() => '---')]),
    ...attacks.map(({ name, title }) =>
      row([linkTo(name, title), ...loaders.map((loader) => cellOf(name, loader))]),
    ),
    '',
  ]);
  return [
    `<!-- Written by \`${command}\`, do not edit. -->`,
    '',
    '# Hostile plugins',
    '',
    `Each row is a plugin that attacks its host: one small file in [packages/testing/hostile](../packages/testing/hostile). Each column is a loader. \`${command}\` runs every attack behind every loader, in a process of its own, and writes this page; CI does so too.`,
    '',
    "**contained**: the host survives, the attacked call ends with a typed error (or with an answer, where there is nothing wrong with it), a plugin beside it goes on answering within its deadline, a planted secret stays one, the host's realm and files are as before, and no process, thread, timer, listener or file is left behind. It also stands where a platform offers nothing to attack.",
    '',
    "**unsupported**: the loader says that it cannot keep this apart, and the attack got through in just that way, or does so at times. The number leads to the loader's reason, and to what to take instead.",
    '',
    ...tables,
    '## What is unsupported, and why',
    '',
    `What we wanted to leave open: ${goalsText}; behind all others, nothing. What goes beyond it says so.`,
    '',
    ...reasons.map((reason, index) => `${index + 1}. ${reason}`),
    '',
  ].join('\n');
};

const goalsText = Object.entries(goals)
  .map(([loader, capabilities]) => `behind \`${loader}\`, ${capabilities.join(', ')}`)
  .join('; ');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const linkTo = (name: string, title: string): string => `[${title}](../packages/testing/hostile/${name}.mjs)`;

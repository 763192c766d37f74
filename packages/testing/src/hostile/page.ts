import type { AttackGroup } from './attack.ts';
import { findUnsupported } from './unsupported.ts';
import type { Verdict } from './verdict.ts';

const goals =
  "What we wanted to leave open: behind `worker`, floods, a single oversized allocation, memory outside of the engine's heap, signals, files and the network; behind `wasm-inline`, time; behind `deno` and `wasm`, nothing. What goes beyond it says so.";

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
  const noteOf = (loader: string, attack: string): string => {
    const { reason, use, isBeyondGoal } = findUnsupported(loader, attack) ?? { reason: '', use: '' };
    const goal = isBeyondGoal ? ' This goes beyond what we wanted to leave open.' : '';
    const note = `**${loader}**: ${reason}. Use \`${use}\`.${goal}`;
    if (!reasons.includes(note)) reasons.push(note);
    return `unsupported [${reasons.indexOf(note) + 1}]`;
  };
  const cellOf = (attack: string, loader: string): string => {
    const verdict = verdicts.find((one) => one.attack === attack && one.loader === loader);
    if (!verdict) return 'not run';
    return verdict.verdict === 'unsupported' ? noteOf(loader, attack) : verdict.verdict;
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
    '**unsupported**: the platform has no means against it. The number leads to the reason, and to the loader to use instead.',
    '',
    ...tables,
    '## What is unsupported, and why',
    '',
    goals,
    '',
    ...reasons.map((reason, index) => `${index + 1}. ${reason}`),
    '',
  ].join('\n');
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const linkTo = (name: string, title: string): string => `[${title}](../packages/testing/hostile/${name}.mjs)`;

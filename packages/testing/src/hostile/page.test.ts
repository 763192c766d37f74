import { expect, test } from 'vitest';
import type { AttackGroup } from './attack.ts';
import type { Capability } from './capabilities.ts';
import { pageOf } from './page.ts';
import { printMatrix } from './print-matrix.ts';
import type { Verdict } from './verdict.ts';

const groups: readonly AttackGroup[] = [
  {
    title: 'Floods',
    attacks: [
      { name: 'flood-logs', title: 'log entries', step: 'call', expects: ['answer'] },
      { name: 'flood-stream', title: 'a stream', step: 'stream', expects: ['answer'] },
    ],
  },
];

const verdict = (
  attack: string,
  loader: string,
  word: Verdict['verdict'],
  faults: readonly string[] = [],
  more: Partial<Verdict> = {},
): Verdict => ({
  ...{ attack, loader, verdict: word, faults, isEmpty: false, slowest: 1, memory: 1, took: 1 },
  ...more,
});

const lacking = (capability: Capability, reason: string) => ({ lacks: { capability, reason } });
const floods = lacking('message flood', 'messages are read; take deno');

const verdicts = [
  verdict('flood-logs', 'worker', 'unsupported', ['the host took 500 MiB more'], floods),
  verdict('flood-logs', 'deno', 'contained'),
  verdict('flood-stream', 'worker', 'contained'),
  verdict('flood-stream', 'deno', 'FAILED', ['a file was left behind: tmp/x']),
];

test('pageOf() has a row for each attack, and numbers what is unsupported', () => {
  const page = pageOf(groups, verdicts, 'npm run hostile');

  expect(page).toContain(
    '| [log entries](../packages/testing/hostile/flood-logs.mjs) | unsupported [1] | contained |',
  );
  expect(page).toContain('| [a stream](../packages/testing/hostile/flood-stream.mjs) | contained | FAILED |');
  expect(page).toMatch(/^1\. \*\*worker\*\*, message flood: messages are read; take deno\.$/m);
});

test('pageOf() says where a boundary leaves open more than was wanted', () => {
  const [{ title }] = groups as [AttackGroup];
  const attacks = [{ name: 'host-name', title: 'the host name', step: 'call', expects: ['answer'] }] as const;
  const open = verdict('host-name', 'worker', 'unsupported', [], lacking('host name', 'it asks; take deno'));
  const page = pageOf([{ title, attacks }], [open], 'x');

  expect(page).toMatch(
    /^1\. \*\*worker\*\*, host name: it asks; take deno\. This goes beyond what we wanted to leave open\.$/m,
  );
});

test('pageOf() holds nothing that differs from run to run', () => {
  const slower = verdicts.map((one) => ({ ...one, took: 9, slowest: 9, memory: 9 }));

  expect(pageOf(groups, slower, 'x')).toBe(pageOf(groups, verdicts, 'x'));
});

test('printMatrix() shows the matrix, and below it what failed', () => {
  expect(printMatrix(groups, verdicts)).toBe(
    [
      '                worker       deno',
      'Floods',
      '  flood-logs    unsupported  contained',
      '  flood-stream  contained    FAILED',
      '',
      'deno × flood-stream',
      '  a file was left behind: tmp/x',
      '',
      '2 contained, 1 unsupported, 1 failed',
    ].join('\n'),
  );
});

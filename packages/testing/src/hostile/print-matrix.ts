import type { AttackGroup } from './attack.ts';
import type { Verdict } from './verdict.ts';

/** One line for a cell that has ended. */
export const progressLine = (verdict: Verdict, done: number, all: number): string => {
  const { attack, loader, took, outcome, faults } = verdict;
  const seen = outcome ? ` (${[outcome.kind, ...outcome.codes].join(', ')})` : '';
  const first = faults.length > 0 ? `: ${faults[0]}` : seen;
  const count = `${String(done).padStart(String(all).length)}/${all}`;
  return `${count} ${loader} × ${attack}: ${wordOf(verdict)}, ${(took / 1_000).toFixed(1)} s${first}`;
};

/** The matrix for a terminal, with what failed below it. */
export const printMatrix = (groups: readonly AttackGroup[], verdicts: readonly Verdict[]): string => {
  const loaders = [...new Set(verdicts.map(({ loader }) => loader))];
  const find = (attack: string, loader: string) =>
    verdicts.find((one) => one.attack === attack && one.loader === loader);
  const rows = groups.flatMap(({ title, attacks }) => {
    const run = attacks.filter(({ name }) => verdicts.some(({ attack }) => attack === name));
    if (run.length === 0) return [];
    const cells = run.map(({ name }) => [
      `  ${name}`,
      ...loaders.map((loader) => wordOf(find(name, loader))),
    ]);
    return [[title, ...loaders.map(() => '')], ...cells];
  });
  const failed = verdicts.filter(({ verdict }) => verdict === 'FAILED');
  const details = failed.flatMap(({ attack, loader, faults }) => [
    `${loader} × ${attack}`,
    ...faults.map((fault) => `  ${fault}`),
  ]);
  const parts = [table([['', ...loaders], ...rows]), details.join('\n'), summary(verdicts)];
  return parts.filter((part) => part !== '').join('\n\n');
};

const summary = (verdicts: readonly Verdict[]): string => {
  const count = (word: Verdict['verdict']) => verdicts.filter(({ verdict }) => verdict === word).length;
  return `${count('contained')} contained, ${count('unsupported')} unsupported, ${count('FAILED')} failed`;
};

const wordOf = (verdict: Verdict | undefined): string => {
  if (!verdict) return '';
  if (verdict.verdict === 'unsupported') return `unsupported${verdict.faults.length === 0 ? ', held' : ''}`;
  return verdict.isEmpty && verdict.verdict === 'contained' ? 'contained (nothing there)' : verdict.verdict;
};

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

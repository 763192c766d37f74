import type { Goal, Result } from './bench.ts';

const heads = ['', 'bench', 'median', 'floor', 'ratio', 'goal', 'floor is', 'peers'];

/**
 * Results for a person: one line each, then the notes.
 *
 * @param failed ids of benches that gave no result
 */
export function formatTable(results: readonly Result[], failed: readonly string[]): string {
  const rows = results.map((result) => [
    result.met ? 'met' : 'MISSED',
    result.id,
    formatFigure(result.median, result.unit),
    formatFigure(result.floor.median, result.unit),
    formatRatio(result.ratio),
    formatGoal(result.goal, result),
    result.floor.name,
    result.peers.map((peer) => `${peer.name} ${formatPeer(peer, result)}`).join(', '),
  ]);
  const all = [heads, ...rows, ...failed.map((id) => ['ERROR', id])];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const notes = results.flatMap(({ id, note }) => (note === undefined ? [] : [`${id}: ${note}`]));
  const met = results.filter((result) => result.met).length;
  const counts = `${met} met, ${results.length - met} missed, ${failed.length} without a result`;
  return [...lines.map((line) => line.trimEnd()), '', ...notes, counts].join('\n');
}

/** `2.13 ns`, `1,173 bytes`. */
export function formatFigure(value: number, unit: Result['unit']): string {
  return `${value.toLocaleString('en', { maximumSignificantDigits: unit === 'bytes' ? 21 : 3 })} ${unit}`;
}

/** A peer's figure of the kind that the goal is about. */
function formatPeer({ median, ratio }: Result['peers'][number], { goal, unit, floor }: Result): string {
  return goal.of === 'ratio' ? formatRatio(ratio) : formatFigure(median - floor.median, unit);
}

/** `1.02×`. */
const formatRatio = (ratio: number) => `${ratio.toFixed(2)}×`;

function formatGoal({ of, atMost }: Goal, { unit, median, floor }: Result): string {
  if (of === 'ratio') return `≤ ${atMost}×`;
  return `${formatFigure(median - floor.median, unit)} more, ≤ ${formatFigure(atMost, unit)}`;
}

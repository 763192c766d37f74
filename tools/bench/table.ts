import type { Quartiles, Result } from './bench.ts';

const heads = ['', 'bench', 'median', 'floor', 'ratio', 'goal', 'floor is', 'peers'];

/**
 * Results for a person: one line each, then the notes.
 *
 * @param failed ids of benches that gave no result
 */
export function formatTable(results: readonly Result[], failed: readonly string[]): string {
  const rows = results.map((result) => [
    formatMet(result),
    result.id,
    formatFigure(result.median, result.unit),
    formatFigure(result.floor.median, result.unit),
    formatRatio(result.ratio, result.quartiles),
    formatGoal(result),
    result.floor.name,
    result.peers.map((peer) => `${peer.name} ${formatPeer(peer, result)}`).join(', '),
  ]);
  const all = [heads, ...rows, ...failed.map((id) => ['ERROR', id])];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const notes = results.flatMap(({ id, note }) => (note === undefined ? [] : [`${id}: ${note}`]));
  const count = (met?: boolean) => results.filter((result) => result.met === met).length;
  const aimless = count() > 0 ? `${count()} without a goal, ` : '';
  const counts = `${count(true)} met, ${count(false)} missed, ${aimless}${failed.length} without a result`;
  return [...lines.map((line) => line.trimEnd()), '', ...notes, counts].join('\n');
}

/** `2.13 ns`, `1,173 bytes`. */
export function formatFigure(value: number, unit: Result['unit']): string {
  return `${value.toLocaleString('en', { maximumSignificantDigits: unit === 'bytes' ? 21 : 3 })} ${unit}`;
}

/** A peer's figure of the kind that the goal is about. */
function formatPeer({ median, ratio }: Result['peers'][number], { goal, unit, floor }: Result): string {
  return goal?.of === 'difference' ? formatFigure(median - floor.median, unit) : formatRatio(ratio);
}

/** `1.02×`, or with quartiles `1.02× (1.00–1.05)`. */
function formatRatio(ratio: number, quartiles?: Quartiles): string {
  const around = quartiles?.map((quartile) => quartile.toFixed(2)).join('–');
  return `${ratio.toFixed(2)}×${around === undefined ? '' : ` (${around})`}`;
}

function formatGoal({ goal, unit, median, floor }: Result): string {
  if (goal === undefined) return '–';
  if (goal.of === 'ratio') return `≤ ${goal.atMost}×`;
  if (goal.of === 'median') return `≤ ${formatFigure(goal.atMost, unit)}`;
  return `${formatFigure(median - floor.median, unit)} more, ≤ ${formatFigure(goal.atMost, unit)}`;
}

function formatMet({ met }: Result): string {
  if (met === undefined) return '';
  return met ? 'met' : 'MISSED';
}

import type { BuildReport } from '@mortise/build';
import type { IsolationRun } from './run-isolation.ts';

/** The heading of {@link isolationRow}. */
export const isolationHeading = [
  'isolation',
  'first answer',
  'a call',
  'memory',
  'bundle',
  'of it the plugin',
  'files beside it',
];

/** One isolation as a row of a table. */
export const isolationRow = (
  { profile, bytes, plugins, assets }: BuildReport,
  run: IsolationRun,
): string[] => {
  const own = plugins[0]?.file === undefined ? 0 : plugins[0].bytes;
  const beside = assets.reduce((sum, asset) => sum + asset.bytes, 0);
  const sizes = [bytes + own, plugins[0]?.bytes ?? 0, beside].map(kilobytes);
  if ('lacking' in run) return [profile, `not here: ${run.lacking}`];
  return [
    profile,
    `${run.start.toFixed(run.start < 10 ? 1 : 0)} ms`,
    `${(run.call * 1000).toFixed(run.call < 0.01 ? 1 : 0)} µs`,
    `${(Math.max(run.memory, 0) / 1e6).toFixed(1)} MB`,
    ...sizes,
  ];
};

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

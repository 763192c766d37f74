import type { Metric, Metrics } from '@era/metrics';
import type { LogLine } from '@era/runtime';
import type { Report } from './report.ts';

/** Tells the figures of a line, or the line itself where it holds none or cannot be read. */
export const showLine = async (
  id: string,
  line: LogLine,
  report: Pick<Report, 'figure' | 'output' | 'unread'>,
  metrics?: Metrics,
): Promise<void> => {
  let figures: readonly Metric[] | undefined;
  try {
    figures = line.stream === 'stdout' ? await metrics?.read([line.text]) : undefined;
  } catch (error) {
    // A plugin that a line has broken is no reason to stop applications: the next line starts it anew.
    await report.unread(id, error);
  }
  if (!figures?.length) return report.output(id, line);
  for (const figure of figures) await report.figure(id, figure);
};

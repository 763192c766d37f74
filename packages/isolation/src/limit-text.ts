import { formatSize } from '@mortise/core/units';
import type { LimitEnding } from './boundary.ts';

/** What it took, and what it may take, in words. */
export const limitText = ({
  limit,
  what = limit,
  unit,
  allowed,
  measured,
  wantedMore,
}: LimitEnding): string => {
  const text = (figure: number) => (unit === 'bytes' ? formatSize(figure) : `${Math.round(figure)} ms`);
  return `it took ${text(measured)} of ${what}${wantedMore ? ' and wanted more' : ''}, and may take ${text(allowed)}`;
};

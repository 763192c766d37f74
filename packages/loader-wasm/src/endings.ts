import { cutError, cutText, type Ending } from '@mortise/isolation';
import type { EngineEnd, EngineLimits } from './engine/engine.ts';

/** Why an engine has ended, in the words of all boundaries. */
export const endingOf = (end: EngineEnd, { memory, turn = 0 }: EngineLimits): Ending => {
  switch (end.kind) {
    case 'memory':
      return {
        kind: 'limit',
        limit: 'memory',
        unit: 'bytes',
        allowed: memory,
        measured: end.measured,
        ...(end.wantedMore ? { wantedMore: true } : {}),
      };
    case 'turn':
      return {
        kind: 'limit',
        limit: 'callTimeout',
        what: 'time at a stretch',
        unit: 'ms',
        allowed: turn,
        measured: end.measured,
      };
    case 'crash':
      return {
        kind: 'crash',
        how: cutText(end.how),
        ...(end.thrown && { cause: cutError(end.thrown) }),
      };
  }
};

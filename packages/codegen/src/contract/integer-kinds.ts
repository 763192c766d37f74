import type { IntegerKind } from '@mortise/core';

/** The integers of core, by name. */
export const integerKinds = [
  'u8',
  'u16',
  'u32',
  'u64',
  's8',
  's16',
  's32',
  's64',
] as const satisfies readonly IntegerKind[];

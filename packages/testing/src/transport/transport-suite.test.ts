import { createMemoryPair } from '@mortise/rpc/memory';
import { describe, test } from 'vitest';
import { transportConformance } from './transport-suite.ts';

describe.each(['clone', 'framed'] as const)('in-memory transport, %s form', (form) => {
  const start = async () => ({ ...createMemoryPair({ form }), end: async () => {} });
  test.each(transportConformance.map((one) => [one.name, one] as const))('%s', (_, one) => one.run(start));
});

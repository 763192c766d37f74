import { connect, provide } from '@mortise/rpc';
import { createMemoryPair, type MemoryForm } from '@mortise/rpc/memory';
import { describe, test } from 'vitest';
import type { Subject } from './case.ts';
import { conformanceOf } from './conformance-of.ts';
import { createProbe } from './probe.ts';
import { ProbeWire } from './probe.wire.gen.ts';

const untimed = { deadline: Number.POSITIVE_INFINITY, idle: Number.POSITIVE_INFINITY };

const overMemory = (form: MemoryForm): Subject => ({
  start: async () => {
    const { a, b } = createMemoryPair({ form });
    const exports = { probe: provide(ProbeWire, createProbe()) };
    const [near, far] = await Promise.all([connect(a, untimed), connect(b, { ...untimed, exports })]);
    return {
      probe: near.get(ProbeWire, 'probe'),
      get pending() {
        return near.pending;
      },
      end: async () => {
        await near.close();
        await far.closed;
      },
    };
  },
});

describe.each(['clone', 'framed'] as const)('in-memory transport, %s form', (form) => {
  for (const { title, unsupported, run } of conformanceOf(overMemory(form)))
    test.skipIf(unsupported)(title, run);
});

import { Metrics } from '@era/metrics';
import { MetricsWire } from '@era/metrics/wire';
import { createCatalog, createRegistry } from '@mortise/registry';
import { createMemoryLog } from '@mortise/services';
import { LogWire } from '@mortise/services/wire';
import { startLeakCheck, strictPlugin } from '@mortise/testing';
import { describe, expect, test } from 'vitest';
import plugin from './plugin.ts';

describe.each([
  ['linked in', plugin],
  ['in strict mode', strictPlugin(plugin, { wires: [MetricsWire, LogWire] })],
])('%s', (_, tested) => {
  const read = async (...lines: string[]) => {
    const checkLeaks = startLeakCheck();
    const registry = createRegistry(createCatalog([tested]), { services: { log: createMemoryLog() } });
    try {
      return await (await registry.get(Metrics, 'json-lines')).read(lines);
    } finally {
      await registry.dispose();
      await checkLeaks();
    }
  };

  test('read() makes a figure of each number, with the texts beside it as labels', async () => {
    const lines = ['{"sensor":"boiler","readings":3,"mean":63.5}', 'plain text', '{"max":-2e3}'];
    expect(await read(...lines)).toEqual([
      { name: 'readings', labels: { sensor: 'boiler' }, value: 3 },
      { name: 'mean', labels: { sensor: 'boiler' }, value: 63.5 },
      { name: 'max', labels: {}, value: -2000 },
    ]);
  });

  test.each(['', '{', '[1]', '1', 'null', '{"a":{"b":1}}', '{"a":null,"b":true}'])(
    'read() finds no figure in %j',
    async (line) => {
      expect(await read(line)).toEqual([]);
    },
  );
});

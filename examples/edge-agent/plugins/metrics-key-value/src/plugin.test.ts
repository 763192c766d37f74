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
      return await (await registry.get(Metrics, 'key-value')).read(lines);
    } finally {
      await registry.dispose();
      await checkLeaks();
    }
  };

  test('read() makes a figure of each number, with the other values beside it as labels', async () => {
    expect(await read('level=info unit="pump 3" took=12.5 tries=2', 'plain text', 'left=-1e3')).toEqual([
      { name: 'took', labels: { level: 'info', unit: 'pump 3' }, value: 12.5 },
      { name: 'tries', labels: { level: 'info', unit: 'pump 3' }, value: 2 },
      { name: 'left', labels: {}, value: -1000 },
    ]);
  });

  test.each(['', '=1', 'a=', 'a="1"', 'a=0x10', 'a=1"', 'a=Infinity', 'a= 1', '1=1', 'a=1s'])(
    'read() finds no figure in %j',
    async (line) => {
      expect(await read(line)).toEqual([]);
    },
  );

  test('read() takes a long line in one go', async () => {
    expect(await read('a="'.repeat(100_000))).toEqual([]);
    expect(await read(`${'x'.repeat(1_000_000)}=`)).toEqual([]);
  });
});

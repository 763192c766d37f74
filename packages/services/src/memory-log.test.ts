import { describe, expect, it } from 'vitest';
import { createMemoryLog } from './memory-log.ts';

describe('createMemoryLog()', () => {
  it('createMemoryLog() keeps the entries of all plugins and levels in order', async () => {
    const log = createMemoryLog();
    const a = await log({ id: 'demo.a', version: '1.0.0' });
    const b = await log({ id: 'demo.b', version: '2.0.0' });
    await a.debug('one', { n: 1 });
    await b.error('two\n');
    expect(log.entries).toEqual([
      { level: 'debug', pluginId: 'demo.a', pluginVersion: '1.0.0', message: 'one', fields: { n: 1 } },
      { level: 'error', pluginId: 'demo.b', pluginVersion: '2.0.0', message: 'two\n' },
    ]);
  });

  it('createMemoryLog() keeps fields as they were when the plugin changes them later', async () => {
    const log = createMemoryLog();
    const fields = { names: ['Ada'] };
    await (await log({ id: 'demo.a', version: '1.0.0' })).info('x', fields);
    fields.names.push('Bob');
    expect(log.entries[0]?.fields).toEqual({ names: ['Ada'] });
  });
});

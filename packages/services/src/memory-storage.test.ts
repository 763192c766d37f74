import { expect, it } from 'vitest';
import { createMemoryStorage } from './memory-storage.ts';

// What holds for every storage stands in storage.test.ts.

it('list() comes to an end when each key that it gives brings another', async () => {
  const storage = await createMemoryStorage()({ id: 'demo.a', version: '1.0.0' });
  await storage.set('0', new Uint8Array());
  let seen = 0;
  for await (const _ of storage.list()) {
    await storage.set(`${++seen}`, new Uint8Array());
    if (seen === 100) break;
  }
  expect(seen).toBe(1);
});

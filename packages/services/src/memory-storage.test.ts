import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';
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

it('list() holds a piece of the keys, not all: what is deleted before it is read is not given', async () => {
  const storage = await createMemoryStorage()({ id: 'demo.a', version: '1.0.0' });
  const keys = Array.from({ length: 1_000 }, (_, i) => `${i}`);
  for (const key of keys) await storage.set(key, new Uint8Array());
  const seen: string[] = [];
  for await (const key of storage.list()) {
    if (seen.push(key) === 1) for (const key of keys) await storage.delete(key);
  }
  expect(seen).toEqual(keys.slice(0, 256));
});

it('list() gives each key once when all are set anew while it reads', async () => {
  const storage = await createMemoryStorage()({ id: 'demo.a', version: '1.0.0' });
  const keys = Array.from({ length: 1_000 }, (_, i) => `${i}`);
  for (const key of keys) await storage.set(key, new Uint8Array());
  const seen: string[] = [];
  for await (const key of storage.list()) {
    seen.push(key);
    await storage.set(key, new Uint8Array(1));
    await storage.delete(`${seen.length - 2}`);
    await storage.set(`${seen.length - 2}`, new Uint8Array());
  }
  expect(seen).toEqual(keys);
});

it('list() holds no values that are deleted while it is read', async () => {
  setFlagsFromString('--expose-gc');
  const gc: () => void = runInNewContext('gc');
  // Twice, because the first one's buffers are counted off when the second one begins.
  const used = () => {
    gc();
    gc();
    return process.memoryUsage().arrayBuffers;
  };
  const storage = await createMemoryStorage()({ id: 'demo.a', version: '1.0.0' });
  for (const key of ['a', 'b']) await storage.set(key, new Uint8Array());
  const list = storage.list()[Symbol.asyncIterator]();
  await list.next();
  const before = used();
  for (let i = 0; i < 1_000; i++) {
    await storage.set(`${i}`, new Uint8Array(100_000));
    await storage.delete(`${i - 10}`);
  }
  expect(used() - before).toBeLessThan(20_000_000);
  expect(await list.next()).toEqual({ value: 'b', done: false });
});

it('get() makes few copies at once when a plugin asks for many in one turn', async () => {
  const storage = await createMemoryStorage()({ id: 'demo.a', version: '1.0.0' });
  await storage.set('large', new Uint8Array(1_000_000));
  const { arrayBuffers: before } = process.memoryUsage();
  const [first, ...others] = Array.from({ length: 100 }, () => storage.get('large'));
  await first;
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  expect((await Promise.all(others)).every((copy) => copy?.length === 1_000_000)).toBe(true);
});

it('get() gives what was there when it was called', async () => {
  const storage = await createMemoryStorage()({ id: 'demo.a', version: '1.0.0' });
  await storage.set('key', Uint8Array.of(1));
  const calls = [storage.get('key'), storage.set('key', Uint8Array.of(2)), storage.get('key')];
  expect(await Promise.all(calls)).toEqual([Uint8Array.of(1), undefined, Uint8Array.of(2)]);
});

it('get() works on when there was no memory for a copy', async () => {
  const storage = await createMemoryStorage()({ id: 'demo.a', version: '1.0.0' });
  await storage.set('key', Uint8Array.of(1));
  vi.stubGlobal(
    'Uint8Array',
    class {
      constructor() {
        throw new RangeError('Array buffer allocation failed');
      }
    },
  );
  try {
    await expect(storage.get('key')).rejects.toThrow('Array buffer allocation failed');
  } finally {
    vi.unstubAllGlobals();
  }
  expect(await storage.get('key')).toEqual(Uint8Array.of(1));
});

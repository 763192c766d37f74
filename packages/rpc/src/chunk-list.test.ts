import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChunkList } from './chunk-list.ts';

const chunks = fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1 });

test('what is taken is what has come, in pieces of any size', () => {
  fc.assert(
    fc.property(chunks, fc.array(fc.nat(300)), (all, sizes) => {
      const list = new ChunkList();
      for (const chunk of all) list.push(chunk);
      const bytes = Buffer.concat(all);
      let at = 0;
      for (const size of sizes) {
        const count = Math.min(size, list.length);
        expect(list.length).toBe(bytes.length - at);
        expect([...list.front(count).subarray(list.at, list.at + count)]).toEqual([
          ...bytes.subarray(at, at + count),
        ]);
        if (size % 3 === 0) list.skip(count);
        else expect([...list.take(count)]).toEqual([...bytes.subarray(at, at + count)]);
        at += count;
      }
    }),
  );
});

test('what is taken is its taker’s alone', () => {
  const chunk = new Uint8Array(1_000).fill(7);
  const list = new ChunkList();
  list.push(chunk);
  const taken = [list.take(10), list.take(500)];
  chunk.fill(0);
  for (const one of taken) {
    expect(one.every((byte) => byte === 7)).toBe(true);
    expect(one.buffer.byteLength).toBe(one.length);
  }
});

test('many small chunks become few, and large ones stay as they are', () => {
  const list = new ChunkList();
  const large = new Uint8Array(65_536);
  list.push(large);
  for (let count = 0; count < 10_000; count += 1) list.push(Uint8Array.of(count));
  expect(list.front(1)).toBe(large);
  list.skip(large.length);
  expect(list.front(1).length).toBeGreaterThan(4_000);
});

test('pieces that each end within a chunk do not take those with them that have gone', () => {
  const list = new ChunkList();
  for (let count = 0; count < 300; count += 1) {
    list.push(new Uint8Array(65_536));
    while (list.length >= 66_000) {
      expect(list.front(66_000).length).toBeLessThanOrEqual(4 * 65_536);
      list.skip(66_000);
    }
  }
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyReader } from './key-reader.ts';
import { createQueue, type Queue } from './queue.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mortise-keys-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A queue that counts its tasks. */
const counted = () => {
  const queue = createQueue(16);
  const tasks = { count: 0 };
  const counting: Queue = (key, task) => {
    tasks.count += 1;
    return queue(key, task);
  };
  return { queue: counting, tasks };
};

describe('createKeyReader()', () => {
  it('createKeyReader() reads once for all who wait for the same piece', async () => {
    await writeFile(join(directory, 'a'), '');
    const { queue, tasks } = counted();
    const read = createKeyReader(directory, queue);
    const pieces = await Promise.all(Array.from({ length: 100 }, () => read('', '', 9)));
    expect(new Set(pieces.map(({ keys }) => keys.join()))).toEqual(new Set(['a']));
    expect(tasks.count).toBe(1);
    await Promise.all([read('', '', 9), read('a', '', 9), read('', 'x', 9), read('', '', 8)]);
    expect(tasks.count).toBe(5);
  });

  it('createKeyReader() reads again for who comes when a reading has begun', async () => {
    const { queue, tasks } = counted();
    const read = createKeyReader(directory, queue);
    const first = read('', '', 9);
    await Promise.resolve();
    await Promise.resolve();
    const second = read('', '', 9);
    expect(tasks.count).toBe(2);
    await Promise.all([first, second]);
  });

  it('createKeyReader() tells all who wait when the directory cannot be read, and reads again', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    const { queue, tasks } = counted();
    const read = createKeyReader(file, queue);
    for (const count of [1, 2]) {
      const results = await Promise.allSettled([read('', '', 9), read('', '', 9)]);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(tasks.count).toBe(count);
    }
  });
});

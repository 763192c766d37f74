import { describe, expect, it } from 'vitest';
import { createQueue } from './queue.ts';

const turn = () => new Promise(setImmediate);

describe('createQueue()', () => {
  it('createQueue() runs tasks of one key in order, also after one that failed', async () => {
    const queue = createQueue(10);
    const order: number[] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = queue('a', () => gate.then(() => void order.push(1)));
    const second = queue('a', async () => {
      order.push(2);
      throw new Error('second');
    });
    const third = queue('a', async () => void order.push(3));
    second.catch(() => {});
    await turn();
    expect(order).toEqual([]);
    release();
    await first;
    await expect(second).rejects.toThrow('second');
    await third;
    expect(order).toEqual([1, 2, 3]);
  });

  it('createQueue() runs tasks of different keys beside each other, up to its limit', async () => {
    const queue = createQueue(2);
    let running = 0;
    let most = 0;
    const tasks = Array.from({ length: 20 }, (_, i) =>
      queue(`${i}`, async () => {
        most = Math.max(most, ++running);
        await turn();
        running--;
        if (i % 3 === 0) throw new Error('some fail');
      }),
    );
    await Promise.allSettled(tasks);
    expect(most).toBe(2);
    expect(running).toBe(0);
  });

  it('createQueue() gives each result to its own caller', async () => {
    const queue = createQueue(1);
    expect(await Promise.all(['x', 'y', 'x'].map((key, i) => queue(key, async () => key + i)))).toEqual([
      'x0',
      'y1',
      'x2',
    ]);
  });
});

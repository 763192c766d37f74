import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { TypedChannel } from './typed-channel.ts';

test.each([
  [
    'throws',
    () => {
      throw new Error('full');
    },
  ],
  [
    'rejects',
    async () => {
      throw new Error('full');
    },
  ],
])('a listener that %s is warned of, and harms nobody', async (_, listener) => {
  const numbers = new TypedChannel<{ n: number }>('mortise:test');
  const seen = vi.fn();
  const observers = [numbers.observe(listener), numbers.observe(seen)];
  const warned = once(process, 'warning');
  numbers.publish({ n: 1 });
  expect(seen).toHaveBeenCalledWith({ n: 1 });
  expect((await warned)[0]).toMatchObject({ message: "A listener of 'mortise:test' has thrown: full" });
  for (const observer of observers) observer[Symbol.dispose]();
});

test('two channels of one name are one, and who has left hears nothing more', () => {
  const [one, two] = [new TypedChannel<{ n: number }>('mortise:test'), new TypedChannel('mortise:test')];
  const seen = vi.fn();
  const observer = one.observe(seen);
  expect([two.isObserved, channel('mortise:test').hasSubscribers]).toEqual([true, true]);
  two.publish({ n: 1 });
  observer[Symbol.dispose]();
  observer[Symbol.dispose]();
  two.publish({ n: 2 });
  expect(seen.mock.calls).toEqual([[{ n: 1 }]]);
  expect(one.isObserved).toBe(false);
});

import { getEventListeners } from 'node:events';
import { expect, test, vi } from 'vitest';
import { whenAborted } from './index.ts';

test('a signal has one listener, however many are told', () => {
  const giveUp = new AbortController();
  const tell = vi.fn();
  const stops = Array.from({ length: 100 }, () => whenAborted(giveUp.signal, tell));
  expect(getEventListeners(giveUp.signal, 'abort')).toHaveLength(1);
  for (const stop of stops.slice(0, 40)) stop();
  giveUp.abort();
  giveUp.abort();
  expect(tell).toHaveBeenCalledTimes(60);
});

test('a signal has none where all have stopped, and one again for who comes later', () => {
  const giveUp = new AbortController();
  const tell = vi.fn();
  const stop = whenAborted(giveUp.signal, tell);
  stop();
  stop();
  expect(getEventListeners(giveUp.signal, 'abort')).toEqual([]);
  const later = whenAborted(giveUp.signal, tell);
  stop();
  expect(getEventListeners(giveUp.signal, 'abort')).toHaveLength(1);
  giveUp.abort();
  expect(tell).toHaveBeenCalledTimes(1);
  later();
});

test('who stops while others are told is not told', () => {
  const giveUp = new AbortController();
  const tell = vi.fn();
  let stop = () => {};
  whenAborted(giveUp.signal, () => stop());
  stop = whenAborted(giveUp.signal, tell);
  giveUp.abort();
  expect(tell).not.toHaveBeenCalled();
});

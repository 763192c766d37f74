import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { boundOf, type Deadline, Deadlines, startTimer } from './deadlines.ts';

class Wait implements Deadline {
  isOver = false;
  expired: number | undefined;
  readonly #deadlines: Deadlines;

  constructor(deadlines: Deadlines, milliseconds: number) {
    this.#deadlines = deadlines;
    deadlines.add(milliseconds, this);
  }

  end(): void {
    this.isOver = true;
    this.#deadlines.over();
  }

  expire(milliseconds: number): void {
    this.expired = milliseconds;
    this.end();
  }
}

/** Timers that keep this process running. */
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('with a clock of its own', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('each expires when its own time is over, whatever began before', () => {
    const deadlines = new Deadlines();
    const long = new Wait(deadlines, 100);
    const short = new Wait(deadlines, 10);
    vi.advanceTimersByTime(50);
    const later = new Wait(deadlines, 100);
    expect([long, short, later].map(({ expired }) => expired)).toEqual([undefined, 10, undefined]);
    vi.advanceTimersByTime(51);
    expect([long, later].map(({ expired }) => expired)).toEqual([100, undefined]);
    vi.advanceTimersByTime(51);

    expect(later.expired).toBe(100);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('one that ended in time does not expire', () => {
    const deadlines = new Deadlines();
    const wait = new Wait(deadlines, 10);
    wait.end();
    vi.advanceTimersByTime(100);

    expect(wait.expired).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('many of one length share a timer, and so do many one after the other', () => {
    const deadlines = new Deadlines();
    const waits = Array.from({ length: 5_000 }, () => new Wait(deadlines, 1_000));
    expect(vi.getTimerCount()).toBe(1);
    for (const wait of waits.slice(1)) wait.end();
    for (let count = 0; count < 10_000; count += 1) new Wait(deadlines, 1_000).end();
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1_001);

    expect(waits.filter(({ expired }) => expired !== undefined)).toEqual([waits[0]]);
  });

  test('clear() ends all timers, and nothing expires', () => {
    const deadlines = new Deadlines();
    const waits = [new Wait(deadlines, 10), new Wait(deadlines, 20)];
    deadlines.clear();
    waits.push(new Wait(deadlines, 10));
    vi.advanceTimersByTime(100);

    expect(waits.map(({ expired }) => expired)).toEqual([undefined, undefined, undefined]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([2 ** 31, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY])(
    'a time of %d ms is longer than any timer, and does not expire at once',
    (milliseconds) => {
      const start = vi.spyOn(globalThis, 'setTimeout');
      const wait = new Wait(new Deadlines(), milliseconds);
      vi.advanceTimersByTime(1_000);
      expect(wait.expired).toBeUndefined();
      // One that fires at once would be started again and again.
      expect(start).toHaveBeenCalledOnce();
      start.mockRestore();
    },
  );

  test('a time beyond what a timer can hold expires when it is over', () => {
    const wait = new Wait(new Deadlines(), 2 ** 31 + 5);
    vi.advanceTimersByTime(2 ** 31);
    expect(wait.expired).toBeUndefined();
    vi.advanceTimersByTime(6);

    expect(wait.expired).toBe(2 ** 31 + 5);
  });

  test('startTimer() fires once, at once where the time is over', () => {
    const fired = vi.fn();
    startTimer(fired, -5);
    vi.advanceTimersByTime(1);

    expect(fired).toHaveBeenCalledOnce();
  });
});

describe('the process', () => {
  test('is kept running by what waits, and by nothing else', () => {
    const deadlines = new Deadlines();
    const before = timers();
    const [one, other] = [new Wait(deadlines, 10_000), new Wait(deadlines, 20_000)];
    expect(timers()).toBe(before + 2);
    one.end();
    other.end();
    expect(timers()).toBe(before);
    const again = new Wait(deadlines, 10_000);
    expect(timers()).toBe(before + 1);
    again.end();
    expect(timers()).toBe(before);
    deadlines.clear();
  });

  test('does not keep what has ended in memory', async () => {
    const deadlines = new Deadlines();
    const ended: WeakRef<Wait>[] = [];
    const held = new Wait(deadlines, 60_000);
    for (let count = 0; count < 20_000; count += 1) {
      const wait = new Wait(deadlines, 60_000);
      wait.end();
      ended.push(new WeakRef(wait));
    }
    // What a weak reference was made for is held until the end of its turn.
    await new Promise(setImmediate);
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();

    expect(ended.filter((ref) => ref.deref()).length).toBeLessThan(3_000);
    held.end();
    deadlines.clear();
  });
});

test.each([
  [undefined, {}, undefined],
  [5, {}, 5],
  [undefined, { otherwise: 30 }, 30],
  [50, { otherwise: 30 }, 50],
  [undefined, { most: 30 }, 30],
  [50, { most: 30 }, 30],
  [5, { most: 30 }, 5],
  [undefined, { most: 60, otherwise: 30 }, 30],
  [undefined, { most: 20, otherwise: 30 }, 20],
  [120, { most: 60, otherwise: 30 }, 60],
])('boundOf() of a method with %s in %j is %s', (own, bound, expected) => {
  expect(boundOf(own, bound)).toBe(expected);
});

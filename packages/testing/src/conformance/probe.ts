import type {
  Counter,
  Failure,
  Json,
  Level,
  Listener,
  Probe,
  Shape,
  Tree,
  Values,
} from './probe.contract.ts';

/**
 * The provider that the conformance suite calls. It is plain code without imports, so that any loader
 * can run it as a plugin.
 *
 * @returns a probe with a state of its own
 */
export const createProbe = (): Probe => {
  let waitsEnded = 0;
  let itemsMade = 0;
  let liveCounters = 0;
  let kept: Listener | undefined;
  let held: { listener: Listener; second: Promise<string>; letGo: () => void } | undefined;

  const made = <T>(item: T): T => {
    itemsMade += 1;
    return item;
  };

  /** Resolves when the signal aborts. */
  const ended = (signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const end = () => {
        waitsEnded += 1;
        resolve();
      };
      if (signal?.aborted) end();
      else signal?.addEventListener('abort', end);
    });

  const counter = (start: number): Counter => {
    let sum = start;
    let isEnded = false;
    const waiting: (() => void)[] = [];
    const wake = () => {
      for (const resolve of waiting.splice(0)) resolve();
    };
    liveCounters += 1;
    return {
      add: async (by) => {
        sum += by;
        wake();
        return sum;
      },
      async *watch() {
        for (let seen = sum; !isEnded; ) {
          if (sum === seen) await new Promise<void>((resolve) => waiting.push(resolve));
          if (sum !== seen) yield (seen = sum);
        }
      },
      [Symbol.asyncDispose]: async () => {
        if (isEnded) return;
        isEnded = true;
        liveCounters -= 1;
        wake();
      },
    };
  };

  return {
    values: async (values: Values) => values,
    shape: async (shape: Shape) => shape,
    level: async (level: Level) => level,
    tree: async (tree: Tree) => tree,
    json: async (json: Json) => json,
    bytes: async (bytes) => bytes,
    optional: async (...args) => args.filter((one) => one !== undefined).length,
    nothing: async () => {},
    add: async (a, b) => a + b,

    fail: async (failure) => {
      throw errorOf(failure);
    },
    failAtOnce: (failure) => {
      throw errorOf(failure);
    },
    lie: async () => 'no number' as unknown as number,

    wait: async (signal) => {
      await ended(signal);
      throw signal?.reason;
    },
    waitsEnded: async () => waitsEnded,
    hang: () => new Promise(() => {}),

    async *count(to) {
      for (let number = 0; number < to; number += 1) yield made(number);
    },
    async *countThenFail(to, failure) {
      for (let number = 0; number < to; number += 1) yield made(number);
      throw errorOf(failure);
    },
    async *endless(signal) {
      yield made(0);
      await ended(signal);
    },
    async *pieces(count, size) {
      for (let piece = 0; piece < count; piece += 1) yield made(new Uint8Array(size).fill(piece));
    },
    itemsMade: async () => itemsMade,
    sum: async (numbers) => {
      let sum = 0;
      for await (const number of numbers) sum += number;
      return sum;
    },
    take: async (numbers, count) => {
      const taken: number[] = [];
      for await (const number of numbers) {
        taken.push(number);
        if (taken.length >= count) break;
      }
      return taken;
    },
    async *double(numbers) {
      for await (const number of numbers) yield number * 2;
    },

    counter: async (start) => counter(start),
    counters: async (count) => Array.from({ length: count }, (_, start) => counter(start)),
    async *counterStream(count) {
      for (let start = 0; start < count; start += 1) yield made(counter(start));
    },
    liveCounters: async () => liveCounters,
    tell: async (listener, texts) => {
      const answers: string[] = [];
      for (const text of texts) answers.push(await listener.notify(text));
      return answers;
    },
    keepBorrowed: async (listener) => {
      kept = listener;
    },
    keep: async (listener) => {
      kept = listener;
    },
    tellKept: async (text) => {
      if (!kept) throw errorOf({ code: 'nothing_kept', message: 'No listener was kept' });
      return kept.notify(text);
    },
    dropKept: async () => {
      await kept?.[Symbol.asyncDispose]();
      kept = undefined;
    },
    holdOn: async (listener, numbers) => {
      const items = numbers[Symbol.asyncIterator]();
      await items.next();
      const second = codeOf(items.next());
      const wait = new Promise<void>((letGo) => {
        held = { listener, second, letGo };
      });
      await listener.notify('in time');
      await wait;
    },
    tryHeld: async () => {
      if (!held) throw errorOf({ code: 'nothing_kept', message: 'Nothing is held' });
      const { listener, second, letGo } = held;
      held = undefined;
      const codes = [await second, await codeOf(listener.notify('late'))];
      letGo();
      return codes;
    },
    same: async (one) => one,
  };
};

const errorOf = ({ message, ...more }: Failure): Error => Object.assign(new Error(message), more);

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (error: { code?: string }) => `${error.code}`,
  );

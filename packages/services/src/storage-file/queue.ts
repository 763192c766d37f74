/** Runs a task after all earlier ones of the same key; settles as the task does. */
export type Queue = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/**
 * Makes a queue in which the tasks of one key run in the order of their calls, one at a time, and
 * those of different keys beside each other.
 *
 * @param limit how many tasks run at once
 */
export const createQueue = (limit: number): Queue => {
  const last = new Map<string, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let free = limit;

  const limited = async <T>(task: () => Promise<T>): Promise<T> => {
    if (free > 0) free--;
    else await new Promise<void>((start) => waiting.push(start));
    try {
      return await task();
    } finally {
      // The place goes to the next in line; were it given back first, a newcomer could take it.
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };

  return (key, task) => {
    const run = () => limited(task);
    const result = last.get(key)?.then(run, run) ?? run();
    last.set(key, result);
    const forget = () => {
      if (last.get(key) === result) last.delete(key);
    };
    result.then(forget, forget);
    return result;
  };
};

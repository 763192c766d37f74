/** What a rejection says; a call that does not reject fails the case. */
export const rejection = async (call: Promise<unknown>): Promise<Rejection> => {
  let value: unknown;
  try {
    value = await call;
  } catch (error) {
    return error as Rejection;
  }
  throw new Error(`It should have been rejected, and resolved with ${String(value)}`);
};

/** The parts of an error that cross a boundary. */
export interface Rejection extends Error {
  readonly code?: string;
  readonly hint?: string;
  readonly data?: unknown;
}

/** All items of a stream. */
export const all = async <T>(stream: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
};

/** Calls until the answer is the wanted one, since what happens on the other side is told by nobody. */
export const until = async <T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> => {
  let answer = await ask();
  for (let turn = 0; turn < 1_000 && !wanted(answer); turn += 1) answer = await ask();
  if (!wanted(answer)) throw new Error(`The answer stays ${String(answer)}`);
  return answer;
};

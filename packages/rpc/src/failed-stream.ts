/** A stream whose first `next` throws. */
// biome-ignore lint/correctness/useYield: it has nothing to yield
export async function* failedStream(error: unknown): AsyncGenerator<never> {
  throw error;
}

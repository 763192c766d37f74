/**
 * Times work that is done when it returns.
 *
 * @param operations how many the work consists of
 * @returns nanoseconds an operation
 */
export function time(operations: number, work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / operations;
}

/** As {@link time}, for work that is done when its promise resolves. */
export async function timeAsync(operations: number, work: () => Promise<void>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / operations;
}

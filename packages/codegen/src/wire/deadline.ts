const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/**
 * A deadline in milliseconds.
 *
 * @param text as in `@deadline`: `5s`
 */
export const deadlineOf = (text: string): number => {
  const [, count, unit = ''] = /^([0-9]+(?:\.[0-9]+)?)(ms|s|m)$/.exec(text) ?? [];
  const time = Number(count) * (milliseconds[unit] ?? Number.NaN);
  if (!Number.isFinite(time)) throw new Error(`Cannot read ${JSON.stringify(text)} as a deadline`);
  return time;
};

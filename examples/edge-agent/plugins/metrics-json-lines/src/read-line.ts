import type { Metric } from '@era/metrics';

/**
 * The figures of one line of JSON: each number of an object is one, and each text of it is a label of all.
 *
 * @returns none where the line is no object of JSON
 */
export const readLine = (line: string): Metric[] => {
  const fields = Object.entries(parse(line));
  const labels = Object.fromEntries(
    fields.filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
  return fields.flatMap(([name, value]) => (typeof value === 'number' ? [{ name, labels, value }] : []));
};

const parse = (line: string): object => {
  if (!line.startsWith('{')) return {};
  try {
    return JSON.parse(line) as object;
  } catch {
    return {};
  }
};

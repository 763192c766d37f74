import { isMortiseError, MortiseError } from '@mortise/core';
import colors from 'picocolors';

/**
 * Prints a table: text to the left, numbers to the right.
 *
 * @param rows the heading first
 * @param texts the headings of the columns that hold text
 */
export const table = (rows: readonly (readonly string[])[], texts: readonly string[]): string => {
  const [heading = []] = rows;
  const columns = heading.map((name, column) => ({
    width: Math.max(...rows.map((row) => row[column]?.length ?? 0)),
    isText: texts.includes(name),
  }));
  const line = (row: readonly string[]) =>
    columns
      .map(({ width, isText }, column) => row[column]?.[isText ? 'padEnd' : 'padStart'](width))
      .join('  ')
      .trimEnd();
  return rows.map((row, index) => (index === 0 ? colors.dim(line(row)) : line(row))).join('\n');
};

/**
 * An error for people: what failed, what to do, and the stack only where it was asked for.
 *
 * @param error anything that was thrown
 * @param verbose whether to add the stack
 */
export const describeError = (error: unknown, verbose: boolean): string => {
  const { message, hint, stack } = isMortiseError(error) ? error : unexpected(error);
  const lines = [`${colors.red('error')} ${message}`];
  if (hint) lines.push(`${colors.cyan('hint')}  ${hint}`);
  if (verbose) lines.push(colors.dim(String(stack)));
  return lines.join('\n');
};

/** An error for machines. */
export const errorAsJson = (error: unknown): object => {
  const { code, message, hint, cause } = isMortiseError(error) ? error : unexpected(error);
  const faults = (error as { faults?: unknown }).faults;
  const causes = Array.isArray(cause) ? { errors: cause.map(errorAsJson) } : {};
  return { error: { code, message, ...(hint ? { hint } : {}), ...(faults ? { faults } : {}), ...causes } };
};

const unexpected = (cause: unknown): MortiseError => {
  const { message = String(cause), stack } = (cause ?? {}) as Partial<Error>;
  const error = new MortiseError('unexpected', message, {
    cause,
    hint: 'Run it again with --verbose to see where',
  });
  return Object.assign(error, stack === undefined ? {} : { stack });
};

import type { HostCalls } from '../host-calls.ts';

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/** A console that prints texts as they are, errors with their stack, and all else as JSON. It never throws. */
export const createConsole = ({ print }: HostCalls) => {
  const write = (...values: unknown[]): void => print(values.map(textOf).join(' '));
  return Object.fromEntries(methods.map((method) => [method, write]));
};

const textOf = (value: unknown): string => {
  try {
    return asText(value);
  } catch {
    // A proxy may throw whatever is asked of it.
    return 'a value that cannot be read';
  }
};

const asText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return `${value.name}: ${value.message}\n${value.stack ?? ''}`.trimEnd();
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
};

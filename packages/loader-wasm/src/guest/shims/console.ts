import type { HostCalls } from '../host-calls.ts';

const same = ['debug', 'dirxml', 'error', 'info', 'log', 'trace', 'warn'] as const;

/**
 * A console that prints texts as they are, errors with their stack, and all else as JSON. It formats by `%s` and its
 * like, indents groups, counts and takes times. It never throws.
 */
export const createConsole = ({ print }: HostCalls) => {
  const counts = new Map<string, number>();
  const begun = new Map<string, number>();
  let indent = '';

  const write = (...values: unknown[]): void => {
    const text = format(values);
    // The engine takes its time for this, and is not interrupted meanwhile.
    print(indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`));
  };
  const timeLog = (label?: unknown, ...values: unknown[]): void => {
    const name = nameOf(label);
    const since = begun.get(name);
    if (since !== undefined) write(`${name}: ${(performance.now() - since).toFixed(3)}ms`, ...values);
  };
  const group = (...values: unknown[]): void => {
    if (values.length > 0) write(...values);
    indent += '  ';
  };
  return {
    ...Object.fromEntries(same.map((method) => [method, write])),
    assert: (isRight: unknown, ...values: unknown[]): void => {
      if (!isRight) write(values.length > 0 ? `Assertion failed: ${format(values)}` : 'Assertion failed');
    },
    clear: (): void => {},
    count: (label?: unknown): void => {
      const name = nameOf(label);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      write(`${name}: ${count}`);
    },
    countReset: (label?: unknown): void => void counts.delete(nameOf(label)),
    dir: (value: unknown): void => write(value),
    group,
    groupCollapsed: group,
    groupEnd: (): void => {
      indent = indent.slice(2);
    },
    table: (rows: unknown): void => {
      for (const row of rowsOf(rows)) write(row);
    },
    time: (label?: unknown): void => void begun.set(nameOf(label), performance.now()),
    timeEnd: (label?: unknown): void => {
      timeLog(label);
      begun.delete(nameOf(label));
    },
    timeLog,
  };
};

const nameOf = (label: unknown = 'default'): string => textOf(label);

/** As Node's `util.format`, as far as texts go. */
const format = (values: readonly unknown[]): string => {
  const [first, ...rest] = values;
  if (typeof first !== 'string' || rest.length === 0) return values.map(textOf).join(' ');
  const text = first.replace(/%[sdifjoOc%]/g, (place) => {
    if (place === '%%') return '%';
    if (rest.length === 0) return place;
    const value = rest.shift();
    const text = textOf(value);
    return `${formats[place]?.(text, value) ?? text}`;
  });
  return [text, ...rest.map(textOf)].join(' ');
};

const formats: Readonly<Record<string, (text: string, value: unknown) => number | string>> = {
  '%c': () => '',
  '%d': (text, value) => {
    if (typeof value === 'bigint') return `${text}n`;
    return isObject(value) || typeof value === 'symbol' ? Number.NaN : Number(value);
  },
  '%f': Number.parseFloat,
  '%i': (text) => Number.parseInt(text, 10),
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A row a line, with its key; what has none is one itself. */
const rowsOf = (rows: unknown): unknown[] => {
  try {
    const found = isObject(rows) ? Object.entries(rows) : [];
    if (found.length > 0) return found.map(([key, row]) => `${key}: ${textOf(row)}`);
  } catch {
    // What cannot be read is printed as such.
  }
  return [rows];
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
  if (!isObject(value)) return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
};

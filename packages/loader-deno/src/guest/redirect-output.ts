import { Deno, stderr, stdout } from './deno-api.ts';
import { writeAll } from './stdio-transport.ts';

/** What makes a console that prints by what it is given. Deno keeps it for itself; known of Deno 2.9. */
type ConsoleMaker = new (print: (text: string) => void) => Console;

/** What prints to standard output. */
const printing = [
  'count',
  'debug',
  'dir',
  'dirxml',
  'group',
  'groupCollapsed',
  'info',
  'log',
  'table',
  'timeEnd',
  'timeLog',
];

/**
 * Lets a plugin print without harm: standard output is the protocol's alone, so what is meant for it goes to standard
 * error. This keeps nobody from writing there who wants to.
 */
export const redirectOutput = (): void => {
  const { Console: Maker } = (Deno[Deno.internal] ?? {}) as { Console?: ConsoleMaker };
  // It would clear a terminal, and there is none.
  const clear = (): void => {};
  Object.assign(console, Maker ? new Maker(printText) : errorsAlone(), { clear });
  // What Node's `process.stdout` writes to is the object that was there before.
  Object.assign(stdout, { write: writeError, writeSync: writeErrorSync });
  Deno.stdout = stderr;
};

const encoder = new TextEncoder();

const writeError = stderr.write.bind(stderr);
const writeErrorSync = stderr.writeSync.bind(stderr);

const printText = (text: string): void => {
  try {
    writeAll(encoder.encode(text), writeErrorSync);
  } catch {
    // Nobody reads it any more.
  }
};

/** For a Deno that has no such thing: what is printed as an error comes through, though not as it was meant: a table is none. */
const errorsAlone = (): Partial<Console> => {
  const { error } = console;
  return Object.fromEntries(printing.map((name) => [name, (...values: unknown[]) => error(...values)]));
};

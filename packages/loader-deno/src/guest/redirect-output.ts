import { Deno } from './deno-api.ts';

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
  const { error } = console;
  for (const name of printing) Object.assign(console, { [name]: (...values: unknown[]) => error(...values) });
  Deno.stdout = Deno.stderr;
};

import { fileURLToPath } from 'node:url';
import type { AppSpec } from '@era/runtime';

/** An application that runs one of the programs in `fixtures`. */
export const fixture = (name: string, more: Partial<AppSpec> = {}): AppSpec => ({
  id: name,
  runtime: 'native',
  program: process.execPath,
  ...more,
  args: [fileURLToPath(new URL(`../fixtures/${name}.mjs`, import.meta.url)), ...(more.args ?? [])],
});

/** An application that runs a line of JavaScript. */
export const script = (code: string, more: Partial<AppSpec> = {}): AppSpec => ({
  id: 'script',
  runtime: 'native',
  program: process.execPath,
  args: ['-e', code],
  ...more,
});

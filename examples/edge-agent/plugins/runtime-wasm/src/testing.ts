import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AppSpec } from '@era/runtime';

const jqProgram = fileURLToPath(new URL('../wasm/jq', import.meta.resolve('@rivet-dev/agent-os-jq')));

/** An application that runs a filter of jq, a real program from npm. */
export const jq = (args: readonly string[], stdin = '', more: Partial<AppSpec> = {}): AppSpec => ({
  id: 'jq',
  runtime: 'wasm',
  program: jqProgram,
  args,
  stdin: new TextEncoder().encode(stdin),
  ...more,
});

/** An application that prints a file of the first folder that it is given; see fixtures/prints-file.wat. */
export const printsFile = (path: string, more: Partial<AppSpec> = {}): AppSpec => ({
  id: 'prints-file',
  runtime: 'wasm',
  program: fileURLToPath(new URL('../fixtures/prints-file.wasm', import.meta.url)),
  stdin: new TextEncoder().encode(path),
  ...more,
});

const text = (word: string) => [word.length, ...new TextEncoder().encode(word)];
const section = (id: number, ...bytes: number[]) => [id, bytes.length, ...bytes];

/**
 * A module with a memory, a function without parameters or results, and what the test adds.
 *
 * @param body the function's instructions, without the `end`
 * @param start whether the module runs the function when it is instantiated
 */
export const moduleOf = (
  body: readonly number[],
  { exportsStart = true, imports = false, start = false } = {},
): Uint8Array => {
  const index = imports ? 1 : 0;
  const exported = [...text('memory'), 2, 0, ...(exportsStart ? [...text('_start'), 0, index] : [])];
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 0, 0),
    ...(imports ? section(2, 1, ...text('env'), ...text('missing'), 0, 0) : []),
    ...section(3, 1, 0),
    ...section(5, 1, 0, 1),
    ...section(7, exportsStart ? 2 : 1, ...exported),
    ...(start ? section(8, index) : []),
    ...section(10, 1, body.length + 2, 0, ...body, 0x0b),
  ]);
};

/** `loop br 0 end`: never ends. */
export const endless = [0x03, 0x40, 0x0c, 0, 0x0b];
/** `unreachable`: traps. */
export const trap = [0x00];

/** An application of a module in a file. */
export const appOf = async (file: string, module: Uint8Array): Promise<AppSpec> => {
  await writeFile(file, module);
  return { id: 'module', runtime: 'wasm', program: file };
};

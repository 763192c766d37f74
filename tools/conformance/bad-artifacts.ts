// Artifacts that no loader can run, each by one fault.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtifact } from '@mortise/artifact';
import type { Artifact, ContractWire, Phase } from '@mortise/core';
import { ProbeWire } from '@mortise/testing/wire';
import { build } from 'esbuild';

/** What is wrong, and what a loader says of it. */
export interface BadArtifact {
  readonly what: string;
  readonly phase: Phase;
  /** The code of the error; another one where an isolation has another. */
  readonly code: string | Readonly<Record<string, string>>;
  readonly message?: RegExp;
  /** What the plugin's author wrote, to be bundled. */
  readonly source?: string;
  /** What stands in the file instead of a bundle, with the right hash. */
  readonly content?: string | Uint8Array;
  /** Spoils the file behind the hash. */
  spoil?(file: string): void;
  /** Whether it would never end by itself. */
  readonly hangs?: boolean;
  /** What the host has of the contract. */
  readonly wires?: readonly ContractWire[];
}

const imports = `
  import { createProbe } from '@mortise/testing/probe';
  import { ProbeWire } from '@mortise/testing/wire';
`;
const wires = 'export const wires = [ProbeWire];';

/** A module that a plugin's author could have written; each part may be another. */
const moduleOf = (parts: { before?: string; activate?: string; config?: string; wires?: string }): string => `
  ${imports}
  ${parts.before ?? ''}
  ${parts.wires ?? wires}
  export default {
    ${parts.config ? `config: ${parts.config},` : ''}
    activate: ${parts.activate ?? '() => ({ probe: { probe: createProbe() } })'},
  };
`;

const goodSource = moduleOf({});

const load = 'load' as const;
const activate = 'activate' as const;
const importFailed = { phase: load, code: 'import_failed' };
/** Where the caller's thread runs the plugin, only the engine can end it. */
const isLate = {
  worker: 'start_timeout',
  deno: 'start_timeout',
  wasm: 'start_timeout',
  'wasm-inline': 'limit_exceeded',
};

export const badArtifacts: readonly BadArtifact[] = [
  { what: 'that is missing', phase: load, code: 'missing_bundle', spoil: (file) => rmSync(file) },
  {
    what: 'that is a folder',
    phase: load,
    code: 'missing_bundle',
    spoil: (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  },
  {
    what: 'that is a link to what never ends',
    phase: load,
    code: 'missing_bundle',
    spoil: (file) => {
      rmSync(file);
      symlinkSync('/dev/zero', file);
    },
  },
  {
    what: 'that is a pipe',
    phase: load,
    code: 'missing_bundle',
    spoil: (file) => {
      rmSync(file);
      execFileSync('mkfifo', [file]);
    },
  },
  { what: 'that was cut', phase: load, code: 'tampered', spoil: (file) => truncateSync(file, 1_000) },
  {
    what: 'that was tampered with',
    phase: load,
    code: 'tampered',
    message: /found sha256 [0-9a-f]{64}, expected [0-9a-f]{64}/,
    spoil: (file) => appendFileSync(file, '\n'),
  },
  {
    what: 'that is too large',
    phase: load,
    code: 'too_large',
    message: /it has 16777217 bytes, and may have 16777216/,
    content: new Uint8Array(16 * 1024 * 1024 + 1).fill(32),
  },
  { what: 'that is empty', phase: load, code: 'not_a_plugin', content: '' },
  { what: 'that was built of half a file', ...importFailed, content: 'export default { activate() {' },
  {
    what: 'that is binary',
    ...importFailed,
    content: Uint8Array.from({ length: 4_096 }, (_, at) => (at * 37) % 256),
  },
  { what: 'that begins with nothing', ...importFailed, content: '\0export default {}' },
  { what: 'that is UTF-16', ...importFailed, content: Buffer.from('export default {}', 'utf16le') },
  { what: 'that is WebAssembly', ...importFailed, content: Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0) },
  { what: 'that is wrong syntax', ...importFailed, content: 'export default {{ activate: }' },
  { what: 'that is JSON', ...importFailed, content: '{ "activate": true }' },
  {
    what: 'that is TypeScript',
    ...importFailed,
    content: 'interface A { a: string }\nexport default { activate(ctx: A): A { return ctx; } };',
  },
  {
    what: 'that is CommonJS',
    ...importFailed,
    content: 'module.exports = { activate: () => ({ probe: { probe: {} } }) };',
  },
  {
    what: 'that imports what is not in it',
    ...importFailed,
    content: "import './other.js'; export default {};",
  },
  {
    what: 'that imports what does not exist',
    ...importFailed,
    content: "import 'not-installed-anywhere'; export default {};",
  },
  {
    what: 'that the host has another major for',
    phase: load,
    code: 'incompatible_contract',
    message: /needs 'mortise:probe@1', this host has \[mortise:probe@2\]/,
    wires: [{ ...ProbeWire, id: 'mortise:probe@2', version: '2.0.0' }],
  },
  { what: 'whose contract the host does not know', phase: load, code: 'missing_wire', wires: [] },
  {
    what: 'that was built for another major',
    phase: load,
    code: 'missing_wire',
    message: /has \[mortise:probe@2\], and lacks 'mortise:probe@1'/,
    source: moduleOf({ wires: "export const wires = [{ ...ProbeWire, id: 'mortise:probe@2' }];" }),
  },
  { what: 'that exports no wires', phase: load, code: 'missing_wire', source: moduleOf({ wires: '' }) },
  ...["'text'", '[null]', "[{ id: 'mortise:probe@1' }]", "[{ id: 'mortise:probe@1', methods: null }]"].map(
    (value) => ({
      what: `that exports ${value} as wires`,
      phase: load,
      code: 'missing_wire',
      source: moduleOf({ wires: `export const wires = ${value};` }),
    }),
  ),
  {
    what: 'that exports no activate()',
    phase: load,
    code: 'not_a_plugin',
    source: `${imports} ${wires} export default {};`,
  },
  {
    what: 'that exports nothing by default',
    phase: load,
    code: 'not_a_plugin',
    source: `${imports} ${wires} export const activate = () => createProbe();`,
  },
  ...['() => ({})', 'class { activate() {} }', 'Promise.resolve({ activate() {} })', 'null', "'text'"].map(
    (value) => ({
      what: `that exports ${value} by default`,
      phase: load,
      code: 'not_a_plugin',
      source: `${imports} ${wires} export default ${value};`,
    }),
  ),
  {
    what: 'that exports a then() which gives something else',
    phase: load,
    code: 'not_a_plugin',
    source: `${goodSource} export const then = (resolve) => resolve(1);`,
  },
  {
    what: 'that exports a then() which never calls back',
    phase: load,
    code: 'start_timeout',
    hangs: true,
    source: `${goodSource} export const then = () => {};`,
  },
  {
    what: 'that exports a Proxy which throws',
    ...importFailed,
    source: `${imports} ${wires} export default new Proxy({}, { get() { throw new Error('trap'); } });`,
  },
  {
    what: 'that exports what throws when it is looked at',
    ...importFailed,
    source: `${imports} ${wires} export default { get activate() { throw new Error('boom'); } };`,
  },
  {
    what: 'that is another plugin',
    phase: load,
    code: 'other_plugin',
    message: /it is plugin 'demo.other', its manifest says 'mortise.probe'/,
    source: `${imports} ${wires} export default { manifest: { id: 'demo.other' }, code: { activate() {} } };`,
  },
  {
    what: 'that throws while it is imported',
    ...importFailed,
    message: /no disk/,
    source: moduleOf({ before: "throw new Error('no disk');" }),
  },
  {
    what: 'that throws nothing while it is imported',
    ...importFailed,
    source: moduleOf({ before: 'throw undefined;' }),
  },
  {
    what: 'that throws an error whose message is never there',
    phase: load,
    code: isLate,
    hangs: true,
    source: moduleOf({
      before: "throw Object.defineProperty(new Error(), 'message', { get() { for (;;); } });",
    }),
  },
  {
    what: 'that loops while it is imported',
    phase: load,
    code: isLate,
    hangs: true,
    source: moduleOf({ before: 'for (;;);' }),
  },
  {
    what: 'that waits for ever while it is imported',
    phase: load,
    code: 'start_timeout',
    hangs: true,
    source: moduleOf({ before: 'await new Promise(() => {});' }),
  },
  {
    what: 'that loops in activate()',
    phase: activate,
    code: isLate,
    hangs: true,
    source: moduleOf({ activate: '() => { for (;;); }' }),
  },
  {
    what: 'that waits for ever in activate()',
    phase: activate,
    code: 'start_timeout',
    hangs: true,
    message: /it was not active within 6000 ms/,
    source: moduleOf({ activate: '() => new Promise(() => {})' }),
  },
  {
    what: 'that throws in activate()',
    phase: activate,
    code: 'no_disk',
    message: /^no disk$/,
    source: moduleOf({
      activate: "() => { throw Object.assign(new Error('no disk'), { code: 'no_disk' }); }",
    }),
  },
  ...[
    'undefined',
    'null',
    '{}',
    '{ probe: {} }',
    '{ probe: { probe: 1 } }',
    '{ probe: { probe: null } }',
  ].map((value) => ({
    what: `whose activate() returns ${value}`,
    phase: activate,
    code: 'missing_provider',
    message: /it lacks 'mortise:probe@1\/probe'/,
    source: moduleOf({ activate: `() => (${value})` }),
  })),
  {
    what: 'that refuses its configuration',
    phase: 'configure',
    code: 'configure_failed',
    message: /'port' is missing/,
    source: moduleOf({ config: `() => { throw new Error("'port' is missing"); }` }),
  },
  {
    what: 'that ends while it is activated',
    phase: activate,
    code: 'plugin_crashed',
    message: /later|exit code/,
    source: moduleOf({
      activate: "() => { setTimeout(() => { throw new Error('later'); }, 1); return new Promise(() => {}); }",
    }),
  },
];

/** What tools and editors do to a bundle that is still one. */
export const harmless: Readonly<Record<string, (text: string) => string>> = {
  'with a byte order mark': (text) => `\ufeff${text}`,
  'with the line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'with a line for the shell': (text) => `#!/usr/bin/env node\n${text}`,
};

/** Writes an artifact into a folder. @returns it, and the path of its bundle */
export const writeArtifact = async (
  folder: string,
  { source, content }: Pick<BadArtifact, 'source' | 'content'>,
): Promise<{ artifact: Artifact; file: string }> => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = { manifest: 1, id: 'mortise.probe', version: '1.0.0', main: 'probe.js' };
  const provides = { 'mortise:probe@1.0.0': { probe: {} } };
  writeFileSync(join(folder, 'plugin.json'), JSON.stringify({ ...manifest, provides }));
  const file = join(folder, 'probe.js');
  writeFileSync(file, content ?? (await bundle(source ?? goodSource)));
  return { artifact: readArtifact(folder), file };
};

const bundle = async (contents: string): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    conditions: ['@mortise/source', 'module'],
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return (outputFiles[0] as { contents: Uint8Array }).contents;
};

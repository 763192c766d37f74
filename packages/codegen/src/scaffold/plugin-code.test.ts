import { join, posix } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { agentWorkspace, filesOf, type Texts, written } from '../../fixtures/agent-workspace.ts';
import { withWires } from '../../fixtures/with-wires.ts';
import { scaffoldPlugin } from './scaffold-plugin.ts';

// What is scaffolded is compiled where it would lie, in a folder of this package that is not there.
const root = join(import.meta.dirname, '../../virtual');

/** What the compiler says of some files of a workspace in memory. */
const compile = (texts: Texts, entries: readonly string[]): string[] => {
  const inMemory = (path: string) => texts[posix.relative(root, path)];
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    module: ts.ModuleKind.NodeNext,
    customConditions: ['@mortise/source'],
    types: ['node'],
    typeRoots: [join(root, '../../../node_modules/@types')],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    paths: {
      '@era/runtime': [join(root, 'agent/contracts/runtime/src/index.ts')],
      '@era/runtime/wire': [join(root, 'agent/contracts/runtime/src/wire.ts')],
    },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const directoryExists = (path: string) => ts.sys.directoryExists(path);
  host.fileExists = (path) => inMemory(path) !== undefined || fileExists(path);
  host.readFile = (path) => inMemory(path) ?? readFile(path);
  host.directoryExists = (path) =>
    path.startsWith(root) ? !path.includes('node_modules') : directoryExists(path);
  host.getSourceFile = (path, language, ...more) => {
    const text = inMemory(path);
    return text === undefined
      ? getSourceFile(path, language, ...more)
      : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram({ rootNames: entries.map((entry) => join(root, entry)), options, host });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
};

const nasty = `import type { Owned, s64, u32 as Count } from '@mortise/core';
/** Has names that the scaffold has too. */
export interface MortiseError { readonly code: string }
export interface VmContext { readonly id: string }
export interface Hidden { readonly deep: readonly Hidden[] }
export type Level = 'low' | "it's high" | 3 | true | null;
export interface Exported { readonly level: Level; readonly 'odd key'?: string }

export interface Handle extends AsyncDisposable { turn(): Promise<void> }
export type Shape = { kind: 'a'; a?: Count } | { kind: 'b'; b: Handle };

/** Does all that a contract may. @contract era:runtime@1.0.0 */
export interface Context {
  delete(signal: string, abortSignal: string, signal_: AbortSignal): Promise<void>;
  hidden(one: Hidden, many: readonly Hidden[], few?: Hidden[]): Promise<Hidden>;
  hiddenStream(): AsyncIterable<readonly Hidden[]>;
  lists(a: readonly (readonly Exported[])[], b: (Level | undefined)[], c: readonly [string, Exported?]): Promise<Exported[][]>;
  values(a: Uint8Array, b: Record<string, Exported | null>, c: { readonly x: number; readonly 'y-z'?: Level[] }): Promise<Record<string, (Level)[]>>;
  same(error: MortiseError, context: VmContext): Promise<MortiseError>;
  longEnoughToNeedSeveralLines(first: Exported, second: Exported, third: readonly Exported[], fourth: string): Promise<Exported>;
  get(): Promise<{}>;
  newer(a: bigint, b: Date, c: Count, d: s64[], e: AsyncIterable<Hidden>, f?: Shape): Promise<[Count, bigint, Date]>;
  stubs(a: Owned<Handle>, b: readonly Handle[], c?: Handle): Promise<Handle | undefined>;
  itself(): AsyncIterable<Context>;
  literals(a: 'x' | "y'z" | 1 | 2 | true, b: ('x' | 'y')[]): Promise<Date | string | undefined>;
  async(): AsyncIterable<[string, Exported]>;
}
`.replace(', Exported?]', ', Exported]');

test.each([
  ['everything', "export * from './runtime.gen.ts';\n"],
  ['the interface only', "export { Context } from './runtime.gen.ts';\n"],
])('the code of a plugin compiles where its contract exports %s', { timeout: 60_000 }, async (_, index) => {
  const texts = {
    ...withWires(await agentWorkspace(), 'Context'),
    'agent/contracts/runtime/src/runtime.contract.ts': nasty,
    'agent/contracts/runtime/src/index.ts': index,
  };
  const options = { name: 'vm', contract: 'era:runtime', uses: 'mortise:log' };
  const all = written(texts, (await scaffoldPlugin(filesOf(texts), options)).changes);
  const code = Object.keys(all).filter((path) => /^plugins\/runtime-vm\/src\/.*\.ts$/.test(path));
  expect(code).toHaveLength(6);
  expect(all['plugins/runtime-vm/src/plugin.test.ts']).toContain('wires: [ContextWire, LogWire]');
  expect(compile(all, code)).toEqual([]);
});

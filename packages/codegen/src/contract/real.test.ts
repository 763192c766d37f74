import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../fixtures/compile.ts';
import { faultsOf } from '../../fixtures/contract-text.ts';
import { contractTexts } from '../generate/contract-texts.ts';
import type { Resolve } from './imports.ts';
import type { ContractModel, TypeModel } from './model.ts';
import { readContract } from './read-contract.ts';

// Interfaces of plugin systems that people know, as contracts. Those in `literal` are as near to the
// originals as they can be: what they cannot keep is said of each. The others say the same as a contract.
const folder = join(import.meta.dirname, '../../fixtures/real');

const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

const namesIn = (path: string, end: string): string[] =>
  readdirSync(join(folder, path))
    .filter((file) => file.endsWith(end))
    .map((file) => file.slice(0, -end.length));

const log = await readContract(textOf('log.contract.ts'), 'log.contract.ts');
const resolve: Resolve = () => ({ models: [log] });
const noPackage: Resolve = (specifier) => ({
  complaint: { found: `an import from '${specifier}'`, expected: 'a package of contracts' },
});

const read = (name: string): Promise<ContractModel> =>
  readContract(textOf(`${name}.contract.ts`), `${name}.contract.ts`, { resolve });

const models = new Map<string, ContractModel>();
for (const name of namesIn('.', '.contract.ts')) models.set(name, await read(name));

const model = (name: string): ContractModel => models.get(name) as ContractModel;
const method = (contract: string, name: string) =>
  model(contract).methods.find((one) => one.name === name) as ContractModel['methods'][number];
const field = (contract: string, type: string, name: string): TypeModel | undefined => {
  const found = model(contract).types[type]?.type;
  return found?.kind === 'object' ? found.fields.find((one) => one.name === name)?.type : undefined;
};

/** The faults of each that cannot be taken as it is. */
const faults: Readonly<Record<string, readonly string[]>> = {
  babel: [
    "3:3 Plugin.name: found the property 'name', expected methods only (write name(): Promise<string>, or put it into an interface without methods)",
    "4:3 Plugin.visitor: found the property 'visitor', expected methods only (write visitor(): Promise<{ [type: string]: (path: NodePath, state: Map<str…>, or put it into an interface without methods)",
    "4:39 Plugin.visitor: found the type '(path: NodePath, state: Map<string, unknown>) => …', expected a type whose values can cross a boundary (write an interface with one method and name that as the type)",
    "5:3 Plugin.pre: found the optional method 'pre', expected a method that is always there (take the ? out: a method may do nothing; or put it into a contract of its own)",
    "5:14 Plugin.pre: found the type 'File', expected a type whose values can cross a boundary (write Uint8Array)",
    "5:21 Plugin.pre: found the result 'void', expected Promise<T> or AsyncIterable<T> (write Promise<void>)",
    "6:3 Plugin.inherits: found the property 'inherits', expected methods only (write inherits(): Promise<Plugin>, or put it into an interface without methods)",
  ],
  backstage: [
    "4:13 Entity.metadata: found the type '{ name: string } & { annotations?: Record<string,…', expected a type whose values can cross a boundary (write the fields out, or an interface that extends the others)",
    "17:22 EntityProvider.getProviderName: found the result 'string', expected Promise<T> or AsyncIterable<T> (write Promise<string>)",
  ],
  esbuild: [
    "10:32 PluginBuild.onResolve.filter: found the type 'RegExp', expected a type whose values can cross a boundary (write string)",
    "10:52 PluginBuild.onResolve: found the type '(args: OnResolveArgs) => Promise<OnResolveResult>', expected a type whose values can cross a boundary (write an interface with one method and name that as the type)",
    "10:104 PluginBuild.onResolve: found the result 'void', expected Promise<T> or AsyncIterable<T> (write Promise<void>)",
    "11:19 PluginBuild.onEnd: found the type '() => void', expected a type whose values can cross a boundary (write an interface with one method and name that as the type)",
    "11:32 PluginBuild.onEnd: found the result 'void', expected Promise<T> or AsyncIterable<T> (write Promise<void>)",
    "16:3 Plugin.name: found the property 'name', expected methods only (write name(): Promise<string>, or put it into an interface without methods)",
    "17:30 Plugin.setup: found the result 'void | Promise<void>', expected Promise<T> or AsyncIterable<T> (write Promise<void>)",
  ],
  eslint: [
    "3:3 RuleContext.filename: found the property 'filename', expected methods only (write filename(): Promise<string>, or put it into an interface without methods)",
    "4:3 RuleContext.options: found the property 'options', expected methods only (write options(): Promise<unknown[]>, or put it into an interface without methods)",
    "4:21 RuleContext.options: found the type 'unknown', expected a type whose values can cross a boundary (write the shape itself, or a recursive type Json)",
    "5:27 RuleContext.report.node: found the type 'object', expected a type whose values can cross a boundary (write the fields out, or Record<string, T>)",
    "5:60 RuleContext.report.fix: found the type '(fixer: RuleFixer) => Fix | null', expected a type whose values can cross a boundary (write an interface with one method and name that as the type)",
    "5:97 RuleContext.report: found the result 'void', expected Promise<T> or AsyncIterable<T> (write Promise<void>)",
    "10:3 Rule.meta: found the property 'meta', expected methods only (write meta(): Promise<{ type: 'problem' | 'suggestion' | 'layout'; fixa…>, or put it into an interface without methods)",
    "11:33 Rule.create: found the result '{ [selector: string]: (node: object) => void }', expected Promise<T> or AsyncIterable<T> (write Promise<{ [selector: string]: (node: object) => void }>)",
    "11:55 Rule.create: found the type '(node: object) => void', expected a type whose values can cross a boundary (write an interface with one method and name that as the type)",
  ],
  fastify: [
    "1:1: found an import from 'fastify', expected a package of contracts",
    "9:3 Plugin: found '(instance: FastifyInstance, options: Options, don…', which is no method, expected methods only (give it a name: call(value: T): Promise<R>)",
  ],
  grafana: [
    '6:1 DataSource: found a generic interface, expected one without parameters (write the type that is meant, or one contract for each type)',
    "7:18 DataSource.query: found the type 'DataQueryRequest<TQuery>', expected a type of this file, or one that is imported from a contract (declare DataQueryRequest in this file, or import it from another contract)",
    "7:45 DataSource.query: found the result 'Promise<DataQueryResponse> | Observable<DataQuery…', expected Promise<T> or AsyncIterable<T> (write AsyncIterable<DataQueryResponse>)",
    "8:29 DataSource.testDatasource: found the type 'any', expected a type whose values can cross a boundary (write the shape itself, or a recursive type Json)",
    "9:3 DataSource.filterQuery: found the optional method 'filterQuery', expected a method that is always there (take the ? out: a method may do nothing; or put it into a contract of its own)",
    "9:32 DataSource.filterQuery: found the result 'boolean', expected Promise<T> or AsyncIterable<T> (write Promise<boolean>)",
  ],
  'language-server': [
    "5:37 MarkedString: found 'MarkupContent' and '{ language: string; value: string }', which a receiver cannot tell apart, expected members of different kinds at run time (give each a field of its own literal that tells them apart, such as kind: 'a' and kind: 'b')",
    "21:76 LanguageServer.definition: found 'Location[]' and 'LocationLink[]', which a receiver cannot tell apart, expected members of different kinds at run time (write one list whose items are a union, or objects that hold the lists)",
  ],
  obsidian: [
    '2:1: found @contract on what is no interface, expected one interface with a tag such as @contract era:runtime@1.0.0 (write export interface Plugin { … })',
    "2:1: found the class 'Plugin', expected interfaces and types only (write an interface; the class belongs into the code that implements it)",
  ],
  openfeature: [
    "2:33 EvaluationContext: found the type '{ targetingKey?: string } & Record<string, Evalua…', expected a type whose values can cross a boundary (write the fields out, or an interface that extends the others)",
    "18:3 Provider.metadata: found the property 'metadata', expected methods only (write metadata(): Promise<{ readonly name: string }>, or put it into an interface without methods)",
    "19:3 Provider.initialize: found the optional method 'initialize', expected a method that is always there (take the ? out: a method may do nothing; or put it into a contract of its own)",
    "25:14 Provider.resolveBooleanEvaluation: found the generic type 'ResolutionDetails<boolean>', expected a type without parameters (write one interface for each use)",
    "29:9 Logger.error: found the rest parameter '...args', expected a list (write args: T[])",
    "29:18 Logger.error: found the type 'unknown', expected a type whose values can cross a boundary (write the shape itself, or a recursive type Json)",
    "29:30 Logger.error: found the result 'void', expected Promise<T> or AsyncIterable<T> (write Promise<void>)",
  ],
  opentelemetry: [
    "1:69 AttributeValue: found 'string[]' and 'number[]', which a receiver cannot tell apart, expected members of different kinds at run time (write one list whose items are a union, or objects that hold the lists)",
    "4:3 ReadableSpan.name: found the property 'name', expected methods only (write name(): Promise<string>, or put it into an interface without methods)",
    "5:3 ReadableSpan.startTime: found the property 'startTime', expected methods only (write startTime(): Promise<[number, number]>, or put it into an interface without methods)",
    "6:3 ReadableSpan.attributes: found the property 'attributes', expected methods only (write attributes(): Promise<Record<string, AttributeValue>>, or put it into an interface without methods)",
    "7:18 ReadableSpan.spanContext: found the result '{ traceId: string }', expected Promise<T> or AsyncIterable<T> (write Promise<{ traceId: string }>)",
    "12:49 SpanExporter.export: found the type '(result: { code: 0 | 1; error?: Error }) => void', expected a type whose values can cross a boundary (write an interface with one method and name that as the type)",
    "12:100 SpanExporter.export: found the result 'void', expected Promise<T> or AsyncIterable<T> (write Promise<void>)",
    "14:3 SpanExporter.forceFlush: found the optional method 'forceFlush', expected a method that is always there (take the ? out: a method may do nothing; or put it into a contract of its own)",
  ],
  prettier: [
    "11:37 Plugin.parsers: found the generic type 'Parser<Json>', expected a type without parameters (write one interface for each use)",
    "12:29 Plugin.defaultOptions: found the type 'Partial<Options>', expected a type whose values can cross a boundary (write the fields out, each with a ?)",
  ],
  rollup: [
    "9:3 Plugin.name: found the property 'name', expected methods only (write name(): Promise<string>, or put it into an interface without methods)",
    "10:3 Plugin.resolveId: found the optional method 'resolveId', expected a method that is always there (take the ? out: a method may do nothing; or put it into a contract of its own)",
    "11:3 Plugin.load: found the property function 'load', expected methods only (write it as a method: load(value: T): Promise<R>)",
    "12:40 Plugin.transform: found the result 'string | null | Promise<string | null>', expected Promise<T> or AsyncIterable<T> (write Promise<string | null>)",
    "13:20 Plugin.buildEnd: found the type 'Error', expected a type whose values can cross a boundary (name its code in @throws, or write { code: string; message: string })",
    "13:28 Plugin.buildEnd: found the result 'void | Promise<void>', expected Promise<T> or AsyncIterable<T> (write Promise<void>)",
  ],
  'vscode-completion': [
    '2:1 CompletionItemProvider: found a generic interface, expected one without parameters (write the type that is meant, or one contract for each type)',
    "4:15 CompletionItemProvider.provideCompletionItems: found the type 'TextDocument', expected a type of this file, or one that is imported from a contract (declare TextDocument in this file, or import it from another contract)",
    "5:15 CompletionItemProvider.provideCompletionItems: found the type 'Position', expected a type of this file, or one that is imported from a contract (declare Position in this file, or import it from another contract)",
    "6:12 CompletionItemProvider.provideCompletionItems: found the type 'CancellationToken', expected a type whose values can cross a boundary (write signal?: AbortSignal as the last parameter of the method)",
    "7:14 CompletionItemProvider.provideCompletionItems: found the type 'CompletionContext', expected a type of this file, or one that is imported from a contract (did you mean CompletionItem?)",
    "8:6 CompletionItemProvider.provideCompletionItems: found the result 'ProviderResult<T[] | CompletionList<T>>', expected Promise<T> or AsyncIterable<T> (write Promise<T[] | CompletionList<T>>)",
    "9:3 CompletionItemProvider.resolveCompletionItem: found the optional method 'resolveCompletionItem', expected a method that is always there (take the ? out: a method may do nothing; or put it into a contract of its own)",
    "9:42 CompletionItemProvider.resolveCompletionItem: found the type 'CancellationToken', expected a type whose values can cross a boundary (write signal?: AbortSignal as the last parameter of the method)",
    "9:62 CompletionItemProvider.resolveCompletionItem: found the result 'ProviderResult<T>', expected Promise<T> or AsyncIterable<T> (write Promise<T>)",
    "18:1: found the enum 'CompletionItemKind', expected interfaces and types only (write a union of its values: type CompletionItemKind = 0)",
  ],
  'vscode-files': [
    "1:1: found the enum 'FileType', expected interfaces and types only (write a union of its values: type FileType = 1 | 2)",
    "14:3 FileSystemProvider.onDidChangeFile: found the property 'onDidChangeFile', expected methods only (write onDidChangeFile(): AsyncIterable<FileChange[]>, or put it into an interface without methods)",
    "14:35 FileSystemProvider.onDidChangeFile: found the type 'FileChange', expected a type of this file, or one that is imported from a contract (declare FileChange in this file, or import it from another contract)",
    "15:14 FileSystemProvider.watch: found the type 'Uri', expected a type of this file, or one that is imported from a contract (declare Uri in this file, or import it from another contract)",
    "15:62 FileSystemProvider.watch: found the result 'Disposable', expected Promise<T> or AsyncIterable<T> (write an interface of your own that extends AsyncDisposable)",
    "16:13 FileSystemProvider.stat: found the type 'Uri', expected a type of this file, or one that is imported from a contract (declare Uri in this file, or import it from another contract)",
    "16:19 FileSystemProvider.stat: found the result 'FileStat | Thenable<FileStat>', expected Promise<T> or AsyncIterable<T> (write Promise<FileStat>)",
    "17:22 FileSystemProvider.readDirectory: found the type 'Uri', expected a type of this file, or one that is imported from a contract (declare Uri in this file, or import it from another contract)",
    "17:28 FileSystemProvider.readDirectory: found the result '[string, FileType][] | Thenable<[string, FileType…', expected Promise<T> or AsyncIterable<T> (write Promise<[string, FileType][]>)",
    "18:17 FileSystemProvider.readFile: found the type 'Uri', expected a type of this file, or one that is imported from a contract (declare Uri in this file, or import it from another contract)",
    "18:23 FileSystemProvider.readFile: found the result 'Uint8Array | Thenable<Uint8Array>', expected Promise<T> or AsyncIterable<T> (write Promise<Uint8Array>)",
    "19:3 FileSystemProvider.copy: found the optional method 'copy', expected a method that is always there (take the ? out: a method may do nothing; or put it into a contract of its own)",
    "19:17 FileSystemProvider.copy: found the type 'Uri', expected a type of this file, or one that is imported from a contract (declare Uri in this file, or import it from another contract)",
    "19:35 FileSystemProvider.copy: found the type 'Uri', expected a type of this file, or one that is imported from a contract (declare Uri in this file, or import it from another contract)",
    "19:41 FileSystemProvider.copy: found the result 'void | Thenable<void>', expected Promise<T> or AsyncIterable<T> (write Promise<void>)",
  ],
  'vscode-tree': [
    "3:3 TreeDataProvider.onDidChangeTreeData: found the property 'onDidChangeTreeData', expected methods only (write onDidChangeTreeData(): AsyncIterable<TreeItem | undefined | null>, or put it into an interface without methods)",
    "4:35 TreeDataProvider.getTreeItem: found the result 'TreeItem | Thenable<TreeItem>', expected Promise<T> or AsyncIterable<T> (write Promise<TreeItem>)",
    "5:36 TreeDataProvider.getChildren: found the result 'ProviderResult<TreeItem[]>', expected Promise<T> or AsyncIterable<T> (write Promise<TreeItem[]>)",
    "10:44 TreeItem.command.arguments: found the type 'any', expected a type whose values can cross a boundary (write the shape itself, or a recursive type Json)",
    "11:14 TreeItem.iconPath: found the type 'Uri', expected a type of this file, or one that is imported from a contract (declare Uri in this file, or import it from another contract)",
    "11:29 TreeItem.iconPath.light: found the type 'Uri', expected a type of this file, or one that is imported from a contract (declare Uri in this file, or import it from another contract)",
    "11:40 TreeItem.iconPath.dark: found the type 'Uri', expected a type of this file, or one that is imported from a contract (declare Uri in this file, or import it from another contract)",
  ],
  'webpack-loader': [
    '2:1 Loader: found @contract on what is no interface, expected one interface with a tag such as @contract era:runtime@1.0.0 (write export interface Loader { … })',
  ],
};

describe('readContract()', () => {
  test.each(namesIn('literal', '.contract.txt'))(
    'refuses the original of %s for what it is',
    async (name) => {
      expect(await faultsOf(textOf(`literal/${name}.contract.txt`), { resolve: noPackage })).toEqual(
        faults[name],
      );
    },
  );

  test('accepts the contract of each, and one for each original', () => {
    expect([...models.keys()]).toHaveLength(21);
    for (const name of namesIn('literal', '.contract.txt')) expect(models.has(name)).toBe(true);
  });

  test('reads the same twice', async () => {
    for (const [name, known] of models) expect(JSON.stringify(await read(name))).toBe(JSON.stringify(known));
  });
});

test('each contract compiles with what is generated of it', { timeout: 60_000 }, () => {
  const texts: Record<string, string> = {};
  for (const [name, one] of models) {
    const [, token = '', wire = ''] = contractTexts(
      one,
      { generated: name, source: `./${name}.contract.ts` },
      [log],
    );
    Object.assign(texts, {
      [`${name}.contract.ts`]: textOf(`${name}.contract.ts`),
      [`${name}.gen.ts`]: token,
      [`${name}.wire.gen.ts`]: wire,
    });
  }
  expect(compile(texts)).toEqual([]);
});

describe('what each needs is there:', () => {
  test('callbacks are interfaces that are handed over (esbuild, Backstage)', () => {
    expect(Object.keys(model('esbuild').interfaces)).toEqual(['EndListener', 'PluginBuild', 'Resolver']);
    expect(method('esbuild', 'setup').params[0]?.type).toEqual({
      kind: 'stub',
      name: 'PluginBuild',
      owned: true,
    });
    expect(method('backstage', 'connect').params[0]?.type).toMatchObject({ kind: 'stub', owned: true });
    expect(model('backstage').types.EntityProviderMutation?.type).toMatchObject({
      kind: 'variant',
      tag: 'type',
    });
  });

  test('results of several kinds are unions (Rollup, webpack, a language server)', () => {
    expect(method('rollup', 'resolveId').result.type).toEqual({
      kind: 'union',
      of: [
        { kind: 'string' },
        { kind: 'null' },
        { kind: 'literal', value: false },
        { kind: 'ref', name: 'ResolvedId' },
      ],
    });
    expect(field('rollup', 'ResolvedId', 'external')).toEqual({
      kind: 'union',
      of: [{ kind: 'boolean' }, { kind: 'enum', values: ['absolute', 'relative'] }],
    });
    expect(method('webpack-loader', 'load').params[1]?.type).toMatchObject({
      of: [{ kind: 'string' }, { kind: 'bytes' }],
    });
    expect(method('language-server', 'definition').result.type).toMatchObject({
      kind: 'union',
      of: [{ kind: 'ref' }, { kind: 'list' }, { kind: 'null' }],
    });
    expect(field('language-server', 'Diagnostic', 'severity')).toEqual({
      kind: 'enum',
      values: [1, 2, 3, 4],
    });
  });

  test('trees hold themselves (Babel, Prettier, Terraform)', () => {
    expect(model('babel').types.Json?.type).toMatchObject({ kind: 'union' });
    expect(model('prettier').types.Doc?.type).toMatchObject({
      kind: 'union',
      of: [
        { kind: 'string' },
        { kind: 'list', of: { kind: 'ref', name: 'Doc' } },
        {
          kind: 'variant',
          tag: 'type',
          cases: [{ values: ['group'] }, { values: ['indent'] }, { values: ['line'] }],
        },
      ],
    });
    expect(field('terraform', 'Block', 'blocks')).toEqual({
      kind: 'list',
      of: { kind: 'ref', name: 'Block' },
    });
  });

  test('events and contents are streams (VS Code, Grafana, CSI, Fastify)', () => {
    expect(method('vscode-tree', 'changes')).toMatchObject({ cancellable: true, result: { kind: 'stream' } });
    expect(method('vscode-files', 'writeFile').params[1]?.type).toEqual({
      kind: 'stream',
      of: { kind: 'bytes' },
    });
    expect(method('grafana', 'query').result).toEqual({
      kind: 'stream',
      type: { kind: 'ref', name: 'DataFrame' },
    });
    expect(method('csi', 'listVolumes').result.kind).toBe('stream');
    expect(model('fastify').interfaces.Handler).toMatchObject({
      disposable: 'async',
      methods: [{ name: 'handle' }],
    });
  });

  test('integers are as wide as they have to be (VS Code, OpenTelemetry, CSI)', () => {
    expect(field('vscode-files', 'FileStat', 'size')).toEqual({ kind: 'u64' });
    expect(field('opentelemetry', 'ReadableSpan', 'start')).toEqual({ kind: 'u64' });
    expect(field('csi', 'Volume', 'capacityBytes')).toEqual({ kind: 's64' });
    expect(field('vscode-completion', 'Position', 'line')).toEqual({ kind: 'u32' });
  });

  test('objects are told apart by a literal (MCP, OpenTelemetry, VS Code)', () => {
    expect(model('mcp').types.Content?.type).toEqual({
      kind: 'variant',
      tag: 'type',
      cases: [
        { values: ['text'], type: { kind: 'ref', name: 'TextContent' } },
        { values: ['image'], type: { kind: 'ref', name: 'ImageContent' } },
        { values: ['resource'], type: { kind: 'ref', name: 'EmbeddedResource' } },
      ],
    });
    expect(method('mcp', 'callTool').params[2]).toMatchObject({
      type: { kind: 'stub', name: 'Progress' },
      optional: true,
    });
    expect(field('opentelemetry', 'ReadableSpan', 'status')).toMatchObject({ kind: 'variant', tag: 'code' });
    expect(model('vscode-completion').types.CompletionContext?.type).toMatchObject({
      kind: 'variant',
      tag: 'trigger',
    });
  });

  test('errors and times are in tags (go-plugin, OpenTelemetry, CSI)', () => {
    expect(method('go-plugin-kv', 'Get').throws).toEqual([{ code: 'not_found' }]);
    expect(method('opentelemetry', 'export')).toMatchObject({
      deadline: '30s',
      throws: [{ code: 'export_failed' }],
    });
    expect(method('csi', 'createVolume')).toMatchObject({
      idempotent: true,
      throws: [{ code: 'already_exists' }, { code: 'out_of_range' }],
    });
  });

  test('services are those of another contract (OpenFeature)', () => {
    expect(model('openfeature').interfaces.Log).toMatchObject({
      from: { contract: 'demo:log@1', specifier: './log.contract.ts' },
    });
    expect(field('openfeature', 'EvaluationContext', 'fields')).toMatchObject({ kind: 'record' });
    expect(model('openfeature').types.EvaluationValue?.type).toMatchObject({
      kind: 'union',
      of: [{}, {}, {}, { kind: 'date' }, { kind: 'list' }, { kind: 'record' }],
    });
  });
});

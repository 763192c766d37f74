import type { ContractModel, MethodModel } from '../contract/model.ts';
import { namesOf } from '../contract/walk.ts';
import { codeName } from '../literal.ts';
import { coreNames, typeText } from './type-text.ts';

/** What a method's signature is written with. */
export interface SignatureOptions {
  /** How the contract's interface is called in the file. */
  readonly shape: string;
  /** Whether the file can import a type of the contract; where not, it is reached through the interface. */
  readonly canImport: (type: string) => boolean;
}

/**
 * The head of a method, typed as its contract wants it: `async stop(_id: string): Promise<void>`. The
 * parameters start with `_`, which tells linters that nothing uses them yet.
 *
 * @param method one of the contract's
 * @param options how types are reached
 */
export const methodText = (method: MethodModel, { shape, canImport }: SignatureOptions): string => {
  const member = `${codeName(shape)}[${quoted(codeName(method.name))}]`;
  const params = method.params.map(({ name, type, optional }, index) => {
    const own = namesOf(type).every(canImport) ? typeText(type, 'in') : `Parameters<${member}>[${index}]`;
    return `_${codeName(name)}${optional ? '?' : ''}: ${own}`;
  });
  if (method.cancellable) params.push(`_${freeName(method)}?: AbortSignal`);
  const { kind, type } = method.result;
  const wrapper = kind === 'promise' ? 'Promise' : 'AsyncIterable';
  const result = namesOf(type).every(canImport)
    ? `${wrapper}<${typeText(type, 'out')}>`
    : `ReturnType<${member}>`;
  const head = kind === 'promise' ? 'async ' : 'async *';
  const line = `${head}${method.name}(${params.join(', ')}): ${result}`;
  if (line.length <= lineWidth) return line;
  return `${head}${method.name}(\n${params.map((param) => `    ${param},\n`).join('')}  ): ${result}`;
};

/** What the signatures of a contract's methods are written with. */
export interface ImportedNames {
  /** The contract's own types, sorted. */
  readonly types: readonly string[];
  /** Those of core, sorted. */
  readonly core: readonly string[];
}

/** The names that a file imports for the signatures of a contract's methods. */
export const importedNames = (model: ContractModel, canImport: (type: string) => boolean): ImportedNames => {
  const used = model.methods.flatMap(({ params, result }) => [
    ...params.map(({ type }) => type),
    result.type,
  ]);
  // A type that is written through the interface needs none of its names.
  const written = used.filter((type) => namesOf(type).every(canImport));
  const sorted = (names: readonly string[]) => [...new Set(names)].sort();
  return { types: sorted(written.flatMap(namesOf)), core: sorted(written.flatMap(coreNames)) };
};

/** The characters that fit in a line behind its indentation, before the brace at its end. */
const lineWidth = 106;

const quoted = (name: string): string => `'${name}'`;

/** A name for the signal that no parameter has. */
const freeName = ({ params }: MethodModel): string =>
  ['signal', 'abortSignal', 'signal_'].find((name) => params.every((param) => param.name !== name)) ??
  'signal__';

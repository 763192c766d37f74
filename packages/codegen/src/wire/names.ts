import { codeName, isIdentifier } from '../literal.ts';

/** Types of @mortise/core that a wire module may import. */
export const coreTypes = [
  'ContractWire',
  'InterfaceWire',
  'MethodWire',
  'StubCaller',
  'WireKey',
  'WireReader',
  'WireWriter',
] as const;

/** Names that stand for something else in the text of a wire module. */
const globals = [
  'AbortSignal',
  'AsyncIterable',
  'Date',
  'Draft',
  'Object',
  'Promise',
  'Readonly',
  'Record',
  'Symbol',
  'Uint8Array',
  'undefined',
];

/** The names at the top of one wire module: no two things get one. */
export class ModuleNames {
  readonly #taken = new Set<string>([...coreTypes, ...globals]);

  /** A name that is still free, which is the wanted one where that is. */
  take(wanted: string): string {
    return this.takeAll(wanted, (name) => [name]);
  }

  /** A name, all of whose forms are still free. */
  takeAll(wanted: string, forms: (name: string) => string[]): string {
    codeName(wanted);
    let name = wanted;
    for (let count = 2; forms(name).some((form) => this.#taken.has(form)); count += 1) name = wanted + count;
    for (const form of forms(name)) this.#taken.add(form);
    return name;
  }
}

// What the language keeps for itself.
const reserved = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let new null package
  private protected public return static super switch this throw true try typeof undefined var void while
  with yield Object`.split(/\s+/),
);

// A variable must not hide what stands at the top of the module.
const isFunction = /^(?:read|write)(?![a-z])/;
const isConstant = /(?:Methods|Stub|Values|Wire)\d*$/;

/**
 * Names of variables, one for each field or parameter.
 *
 * @param wanted their names in the model, which may be any text
 * @param others the other variables that there are
 */
export const localNames = (wanted: readonly string[], others: readonly string[]): string[] => {
  const taken = new Set(others);
  return wanted.map((name) => {
    const word = name.replace(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
    let local = isIdentifier(word) && !isFunction.test(word) ? word : `_${word}`;
    while (reserved.has(local) || isConstant.test(local) || taken.has(local)) local += '_';
    taken.add(local);
    return local;
  });
};

/** A part of a name that is made of several: `log-line` becomes `LogLine`. */
export const namePart = (name: string): string => {
  const word = name.replace(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return word.charAt(0).toUpperCase() + word.slice(1);
};

const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether every object has something of that name. */
export const isInherited = (name: string): boolean => inherited.has(name);

/**
 * A field's name, which is no way to change what an object inherits.
 *
 * @throws Error for `__proto__`
 */
export const fieldName = (name: string): string => {
  if (name === '__proto__') throw new Error(`Cannot write a field named '${name}'`);
  return name;
};

/**
 * The name of a method, in a class and in an object.
 *
 * @throws Error for what is no name, and for names that mean something to the language
 */
export const methodName = (name: string): string => {
  if (['__proto__', 'constructor', 'then', 'toJSON'].includes(name))
    throw new Error(`Cannot write a method named '${name}'`);
  return codeName(name);
};

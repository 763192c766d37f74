import { Names, witName } from './names.ts';

/** An interface of WIT while it is written. */
export class WitInterface {
  /** Its name, as the rest of the file uses it. */
  readonly path: string;
  /** The names of its types and functions, which share one space. */
  readonly names: Names;
  readonly #types: string[][] = [];
  readonly #funcs: string[][] = [];
  readonly #uses = new Map<string, Map<string, string>>();

  /**
   * @param name its name, which is taken among those of its package
   * @param taken names that none of its types may have
   */
  constructor(name: string, ...taken: readonly string[]) {
    this.path = witName(name);
    this.names = new Names(...taken);
  }

  /**
   * The name by which a type of another interface is known here; its own name where none here has it.
   *
   * @param path the other interface
   * @param type the type's name there
   */
  use(path: string, type: string): string {
    if (path === this.path) return type;
    const names = this.#uses.get(path) ?? new Map<string, string>();
    this.#uses.set(path, names);
    const local = names.get(type) ?? this.names.claim(type);
    names.set(type, local);
    return local;
  }

  /**
   * Adds a type, in front of those that the writing of it adds.
   *
   * @param write makes its lines
   */
  addType(write: () => readonly string[]): void {
    const lines: string[] = [];
    this.#types.push(lines);
    lines.push(...write());
  }

  /** Adds a function, or the comment on one that is missing. */
  addFunc(lines: readonly string[]): void {
    this.#funcs.push([...lines]);
  }

  /**
   * Its text.
   *
   * @param doc lines of documentation
   */
  lines(doc: readonly string[]): string[] {
    const uses = [...this.#uses].sort(byName).map(([path, names]) => {
      const types = [...names]
        .sort(byName)
        .map(([name, local]) => (name === local ? witName(name) : `${witName(name)} as ${witName(local)}`));
      return `use ${path}.{${types.join(', ')}};`;
    });
    const parts = [uses, spaced(this.#types), spaced(this.#funcs)].filter((part) => part.length > 0);
    const body = parts.flatMap((part, index) => (index === 0 ? part : ['', ...part]));
    return [...doc, ...block(`interface ${this.path}`, body)];
  }
}

/** Lines two spaces further in. */
const indent = (lines: readonly string[]): string[] => lines.map((line) => (line ? `  ${line}` : ''));

/** A declaration with its body on lines of their own, further in; braces alone without a body. */
export const block = (head: string, body: readonly string[]): string[] =>
  body.length === 0 ? [`${head} {}`] : [`${head} {`, ...indent(body), '}'];

/** The lines of all blocks; one that has several stands apart. */
export const spaced = (blocks: readonly (readonly string[])[]): string[] =>
  blocks.flatMap((one, index) => {
    const isApart = index > 0 && (one.length > 1 || (blocks[index - 1]?.length ?? 0) > 1);
    return isApart ? ['', ...one] : one;
  });

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

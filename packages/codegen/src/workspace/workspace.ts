import { posix } from 'node:path';
import type { JsonSchema } from '@mortise/json';
import type { Files } from './files.ts';
import { installedSchema, memberSchema, rootSchema } from './package-schema.ts';
import { parseJson } from './parse-json.ts';

/** The parts of a package.json that generators read. */
interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly imports?: Readonly<Record<string, unknown>>;
  readonly mortise?: { readonly contracts?: readonly string[] };
}

/** One package of a workspace, or an installed one. */
export interface Package {
  /** Relative to the workspace; `.` for the root. */
  readonly directory: string;
  readonly json: PackageJson;
}

/** The packages of an npm workspace; a plain npm project is a workspace of one. */
export class Workspace {
  readonly files: Files;
  /** Sorted by folder. */
  readonly packages: readonly Package[];
  readonly #byName: ReadonlyMap<string, Package>;
  readonly #installed = new Map<string, Package | undefined>();

  /**
   * @param files the workspace's files; every package.json of it is read at once
   * @throws MortiseError `invalid_document` for a package.json whose parts that are read here are wrong
   */
  constructor(files: Files) {
    this.files = files;
    const root = this.#read('.', rootSchema);
    const { workspaces = [] } = root?.json ?? {};
    const patterns = isList(workspaces) ? workspaces : (workspaces.packages ?? []);
    const directories = new Set(patterns.flatMap((pattern) => expand(files, pattern)));
    const members = [...directories].sort().flatMap((directory) => this.#read(directory, memberSchema) ?? []);
    this.packages = root ? [root, ...members] : members;
    this.#byName = new Map(
      this.packages.flatMap((one) => (one.json.name ? [[one.json.name, one] as const] : [])),
    );
  }

  /**
   * The package of that name, as code in a folder would import it: a member of the workspace, else
   * the nearest installed one.
   *
   * @param name a package's name
   * @param from the folder of the importing package
   */
  resolve(name: string, from: string): Package | undefined {
    const member = this.#byName.get(name);
    if (member) return member;
    for (let folder = posix.normalize(from); ; folder = posix.dirname(folder)) {
      const directory = posix.join(folder, 'node_modules', name);
      if (!this.#installed.has(directory))
        this.#installed.set(directory, this.#read(directory, installedSchema));
      const found = this.#installed.get(directory);
      if (found || folder === '.') return found;
    }
  }

  /** The package in a folder, if it is one of the workspace or lies on its disk. */
  at(directory: string): Package | undefined {
    return this.packages.find((one) => one.directory === directory) ?? this.#read(directory, memberSchema);
  }

  #read(directory: string, schema: JsonSchema): Package | undefined {
    const file = posix.join(directory, 'package.json');
    const text = this.files.read(file);
    if (text === undefined) return undefined;
    return { directory, json: parseJson<PackageJson>(text, file, { what: 'package.json', schema }) };
  }
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);

/** The folders that a pattern of npm's `workspaces` names; `*` stands for one folder. */
const expand = (files: Files, pattern: string): string[] => {
  let folders = ['.'];
  for (const part of pattern.replace(/\/$/, '').split('/')) {
    if (part === '.') continue;
    const fits = new RegExp(`^${part.split('*').map(escapePattern).join('[^/]*')}$`);
    folders = folders.flatMap((folder) => {
      const names = part.includes('*')
        ? files.list(folder).filter((name) => fits.test(name) && !name.startsWith('.'))
        : [part];
      return names.filter((name) => name !== 'node_modules').map((name) => posix.join(folder, name));
    });
  }
  return folders.filter((folder) => files.read(posix.join(folder, 'package.json')) !== undefined);
};

const escapePattern = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

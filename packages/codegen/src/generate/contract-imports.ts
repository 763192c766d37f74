import { posix } from 'node:path';
import type { Complaint } from '@mortise/json';
import { importSpecifiers } from '../contract/import-specifiers.ts';
import type { Resolved } from '../contract/imports.ts';
import type { ContractModel } from '../contract/model.ts';
import { contractSources, modelFile } from '../workspace/contracts.ts';
import { parseModel } from '../workspace/parse-model.ts';
import type { Package, Workspace } from '../workspace/workspace.ts';
import { type GeneratedContract, generateContract } from './contract.ts';
import type { GenerateOptions } from './generated-file.ts';

/** Generates the contracts of a workspace, each behind those that it imports from. */
export class ContractImports {
  readonly #workspace: Workspace;
  readonly #options: GenerateOptions;
  readonly #owners: ReadonlyMap<string, Package>;
  readonly #generated = new Map<string, Promise<GeneratedContract>>();

  /**
   * @param workspace where contracts are found
   * @param options `full` compiles also what looks fresh
   */
  constructor(workspace: Workspace, options: GenerateOptions = {}) {
    this.#workspace = workspace;
    this.#options = options;
    this.#owners = new Map(
      workspace.packages.flatMap((one) => contractSources(one).map((source) => [source, one] as const)),
    );
  }

  /**
   * All that comes of a contract; each is generated once.
   *
   * @param source the path of a `*.contract.ts` that a package lists
   * @throws MortiseError `missing_file`; `invalid_document`, also for one that it imports from
   */
  generate(source: string): Promise<GeneratedContract> {
    return this.#generate(source, []);
  }

  #generate(source: string, chain: readonly string[]): Promise<GeneratedContract> {
    const known = this.#generated.get(source);
    if (known) return known;
    const generated = this.#read(source, [...chain, source]);
    // Whoever asks for it sees how it fails; until then it waits.
    generated.catch(() => {});
    this.#generated.set(source, generated);
    return generated;
  }

  async #read(source: string, chain: readonly string[]): Promise<GeneratedContract> {
    const { files } = this.#workspace;
    const imported = new Map<string, Resolved>();
    for (const specifier of importSpecifiers(files.read(source) ?? '')) {
      if (specifier === '@mortise/core') continue;
      imported.set(specifier, await this.#resolve(source, specifier, chain));
    }
    return generateContract(files, source, { ...this.#options, imported });
  }

  async #resolve(source: string, specifier: string, chain: readonly string[]): Promise<Resolved> {
    const refuse = (which: string, expected: string, hint: string): { complaint: Complaint } => ({
      complaint: { found: `an import from '${specifier}'${which}`, expected, hint },
    });
    const found = /^\.{1,2}\//.test(specifier)
      ? this.#atPath(source, specifier, refuse)
      : this.#inPackage(source, specifier, refuse);
    if ('complaint' in found || 'models' in found) return found;
    const models: ContractModel[] = [];
    for (const next of found.sources) {
      if (chain.includes(next)) {
        const circle = [...chain.slice(chain.indexOf(next)), next].join(' → ');
        const hint = 'move the types that both use to a contract of their own';
        return refuse(`, which goes in a circle: ${circle}`, 'imports that go one way', hint);
      }
      try {
        models.push((await this.#generate(next, chain)).model);
      } catch {
        return refuse(', which cannot be read', 'a contract without faults', 'mend that one first');
      }
    }
    return { models };
  }

  #atPath(source: string, specifier: string, refuse: Refuse): Found {
    const path = posix.join(posix.dirname(source), specifier);
    const own = this.#owners.get(source);
    const other = this.#owners.get(path);
    if (!other) {
      const isThere = this.#workspace.files.read(path) !== undefined;
      const hint = isThere
        ? 'list it in package.json: "mortise": { "contracts": […] }'
        : 'mend the path; it is relative to this file';
      return refuse(isThere ? ', which no package lists' : ', which is not there', 'a contract', hint);
    }
    if (other !== own) {
      const hint = `write from '${other.json.name ?? other.directory}'`;
      return refuse(' of another package', 'a package by its name', hint);
    }
    return { sources: [path] };
  }

  #inPackage(source: string, specifier: string, refuse: Refuse): Found {
    const own = this.#owners.get(source) as Package;
    const expected = 'a package of contracts';
    const [, name, inside] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? [];
    if (name === undefined || /^[#a-z]*:|^#/.test(specifier) || name === '@mortise/core')
      return refuse('', expected, 'declare the type in this file');
    if (name === own.json.name)
      return refuse(' itself', 'a file of this package', `write './name.contract.ts'`);
    if (inside) return refuse(', which is inside a package', expected, `write from '${name}'`);
    const target = this.#workspace.resolve(name, own.directory);
    if (!target) return refuse(', which is not there', expected, `npm install ${name}`);
    const sources = contractSources(target);
    if (sources.length === 0) {
      const hint = 'declare the type in this file, or import it from another contract';
      return refuse(', which has no contracts', expected, hint);
    }
    const { dependencies, peerDependencies } = own.json;
    if (!Object.hasOwn({ ...dependencies, ...peerDependencies }, name)) {
      const hint = `add it to "dependencies" of ${posix.join(own.directory, 'package.json')}`;
      return refuse(', which is no dependency', 'a package that comes with this one', hint);
    }
    if (this.#workspace.packages.includes(target)) return { sources };
    const models = sources.flatMap((one) => {
      const text = this.#workspace.files.read(modelFile(one));
      return text === undefined ? [] : [parseModel(text, modelFile(one))];
    });
    const hint = 'update it: it was made before contracts had models, or without them';
    return models.length > 0 ? { models } : refuse(', which has no contract model', expected, hint);
  }
}

type Refuse = (which: string, expected: string, hint: string) => { complaint: Complaint };

/** What an import comes to: sources that are read first, or what is known at once. */
type Found = { readonly sources: readonly string[] } | Resolved;

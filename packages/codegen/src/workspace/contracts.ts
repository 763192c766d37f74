import { posix } from 'node:path';
import type { ContractId } from '@mortise/core';
import type { ContractModel } from '../contract/model.ts';
import { duplicateContract, unknownContract } from '../errors.ts';
import { parseModel } from './parse-model.ts';
import type { Package, Workspace } from './workspace.ts';

/** A contract that code can import. */
export interface KnownContract {
  readonly model: ContractModel;
  /** The package that exports its token. */
  readonly specifier: string;
  /** Its `*.contract.ts`, relative to the workspace. */
  readonly source: string;
}

/** Where the model of a contract lies: beside its source. */
export const modelFile = (source: string): string => source.replace(/\.contract\.ts$/, '.model.json');

/** Where the token of a contract lies: beside its source. */
export const tokenFile = (source: string): string => source.replace(/\.contract\.ts$/, '.gen.ts');

/** Where what a boundary needs of a contract lies: beside its source. */
export const wireFile = (source: string): string => source.replace(/\.contract\.ts$/, '.wire.gen.ts');

/** Where the WIT of a contract lies: beside its source. */
export const witFile = (source: string): string => source.replace(/\.contract\.ts$/, '.gen.wit');

/** Where the reference page of a contract lies: beside its source. */
export const pageFile = (source: string): string => source.replace(/\.contract\.ts$/, '.gen.md');

/** The contract sources that a package.json lists, relative to the workspace. */
export const contractSources = ({ directory, json }: Package): string[] => [
  ...new Set((json.mortise?.contracts ?? []).map((source) => posix.join(directory, source))),
];

/**
 * Finds contracts by id: those of the workspace, and those of installed packages that a package
 * depends on.
 */
export class Contracts {
  readonly #workspace: Workspace;
  readonly #members = new Map<ContractId, KnownContract>();
  /** The models of installed packages, by file; they do not change while we look. */
  readonly #models = new Map<string, ContractModel | undefined>();

  /**
   * @param models the models of the workspace's own contracts, by the path of the source
   * @throws MortiseError `duplicate_contract`
   */
  constructor(workspace: Workspace, models: ReadonlyMap<string, ContractModel>) {
    this.#workspace = workspace;
    for (const member of workspace.packages) {
      for (const source of contractSources(member)) {
        const model = models.get(source);
        const specifier = member.json.name ?? member.directory;
        if (!model) continue;
        const other = this.#members.get(model.id);
        if (other) throw duplicateContract(model.id, other.source, source);
        this.#members.set(model.id, { model, specifier, source });
      }
    }
  }

  /**
   * The contract of that id, as a package would import it.
   *
   * @param id namespace, name and major: `era:runtime@1`
   * @param from the importing package
   * @throws MortiseError `unknown_contract`, naming the contracts that there are
   */
  find(id: ContractId, from: Package): KnownContract {
    const found = this.#members.get(id) ?? this.#installed(from).get(id);
    if (found) return found;
    const known = [...this.all(from).keys()].sort();
    throw unknownContract(id, from.directory, known, this.elsewhere().get(id)?.specifier);
  }

  /** The contracts of the workspace itself, by id. */
  get members(): ReadonlyMap<ContractId, KnownContract> {
    return this.#members;
  }

  /** Every contract that a package can import, by id. */
  all(from: Package): ReadonlyMap<ContractId, KnownContract> {
    return new Map([...this.#installed(from), ...this.#members]);
  }

  /** Every contract that some package of the workspace can import, by id. */
  elsewhere(): ReadonlyMap<ContractId, KnownContract> {
    return new Map(this.#workspace.packages.flatMap((one) => [...this.all(one)]));
  }

  #installed(from: Package): Map<ContractId, KnownContract> {
    const { dependencies, devDependencies, peerDependencies } = from.json;
    const names = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies });
    const found = new Map<ContractId, KnownContract>();
    for (const name of names) {
      const installed = this.#workspace.resolve(name, from.directory);
      if (!installed || this.#workspace.packages.includes(installed)) continue;
      for (const source of contractSources(installed)) {
        const model = this.#model(modelFile(source));
        if (model) found.set(model.id, { model, specifier: name, source });
      }
    }
    return found;
  }

  #model(file: string): ContractModel | undefined {
    if (!this.#models.has(file)) {
      const text = this.#workspace.files.read(file);
      this.#models.set(file, text === undefined ? undefined : parseModel(text, file));
    }
    return this.#models.get(file);
  }
}

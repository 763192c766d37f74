import { type Complaint, type Fault, nearest } from '@mortise/json';
import { invalidOptions } from '../errors.ts';
import type { Package, Workspace } from '../workspace/workspace.ts';

/** Collects what is wrong with the options of a scaffold, so that all of it is said at once. */
export class OptionFaults {
  readonly #faults: Fault[] = [];

  get isEmpty(): boolean {
    return this.#faults.length === 0;
  }

  /**
   * @param option as one would type it: `--contract`
   * @param complaint what is there, what should be, what to write instead
   */
  add(option: string, complaint: Complaint): void {
    this.#faults.push({ file: option, ...complaint });
  }

  /** Complains about a value that is no name of its kind. */
  checkName(option: string, value: string, kind: { readonly fits: RegExp; readonly expected: string }): void {
    if (!kind.fits.test(value)) this.add(option, { found: JSON.stringify(value), expected: kind.expected });
  }

  /** Complains about a package or a folder that is taken. */
  checkPlace(workspace: Workspace, directory: string, packageName: string): void {
    const there = workspace.at(directory)?.json.name;
    if (there !== undefined && there !== packageName) {
      const found = `${JSON.stringify(directory)}, which holds package ${JSON.stringify(there)}`;
      this.add('--directory', {
        found,
        expected: `a folder that is free, or ${JSON.stringify(packageName)}`,
      });
    }
    const owner = workspace.packages.find(({ json }) => json.name === packageName);
    if (owner && owner.directory !== directory) {
      const found = `${JSON.stringify(packageName)}, which is in ${JSON.stringify(owner.directory)}`;
      this.add('--package-name', { found, expected: 'a name that is free' });
    }
  }

  /** The package of that name or in that folder; complains where there is none. */
  findProduct(option: string, workspace: Workspace, name: string): Package | undefined {
    const product = workspace.packages.find(
      ({ json, directory }) => json.name === name || directory === name,
    );
    const names = workspace.packages.map(({ json, directory }) => json.name ?? directory);
    if (!product) this.add(option, unknown(name, 'a package of this workspace', names));
    return product;
  }

  /**
   * @param what what failed: `add plugin 'wasm'`
   * @throws MortiseError `invalid_options` with all faults, if there are any
   */
  check(what: string): void {
    if (this.#faults.length > 0) throw invalidOptions(what, this.#faults);
  }
}

/**
 * A complaint about a name that nothing has, with the one that was most likely meant.
 *
 * @param name what was written
 * @param expected what it should name
 * @param known what there is
 */
export const unknown = (name: string, expected: string, known: readonly string[]): Complaint => {
  const found = `${JSON.stringify(name)}, which is not there`;
  const meant = nearest(name, known);
  if (meant) return { found, expected, hint: `did you mean ${JSON.stringify(meant)}?` };
  const list = [...known].sort().map((one) => JSON.stringify(one));
  return { found, expected, hint: list.length > 0 ? `choose from: ${list.join(', ')}` : 'there is none yet' };
};

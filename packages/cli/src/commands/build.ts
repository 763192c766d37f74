import { posix } from 'node:path';
import { type BuildReport, buildProfile } from '@mortise/build';
import {
  bootstrapFile,
  diskFiles,
  generate,
  type Package,
  profileFiles,
  profileName,
  readPlan,
  type Workspace,
  writeFiles,
} from '@mortise/codegen';
import { type MortiseError, messageOf } from '@mortise/core';
import { noProfiles, unknownProfile } from '../errors.ts';
import { locate } from '../locate.ts';
import { onlyNeeded, type Resolved } from '../only-needed.ts';

/** What the command `build` is given. */
export interface BuildCommandOptions {
  readonly cwd: string;
  /** The profiles to build; without any, all. */
  readonly profiles: readonly string[];
}

/** One profile that was built, or that was not. */
interface BuildOutcome {
  /** The package's name. */
  readonly product: string;
  readonly profile: string;
  readonly report?: BuildReport;
  readonly error?: unknown;
}

/** What `build` did. */
interface BuildResult {
  /** One for each profile that was asked for. */
  readonly outcomes: readonly BuildOutcome[];
  /** What is wrong elsewhere in the workspace, and was not needed. */
  readonly others: readonly unknown[];
}

/**
 * Generates what is out of date, then builds profiles: those of the package around a folder, or of
 * the whole workspace where that package has none. One that fails does not keep others from being built,
 * nor does a profile or a plugin that they do not need. A broken contract does: others may rest on it.
 *
 * @throws MortiseError `unknown_profile`, `no_profiles`; what `generate` throws of what is needed
 */
export const build = async ({ cwd, profiles }: BuildCommandOptions): Promise<BuildResult> => {
  const { root, directory, workspace } = locate(cwd);
  const chosen = choose(workspace, directory, profiles).map((one) => resolve(workspace, one));
  const others = await generateNeeded(root, workspace, chosen.filter(isResolved));
  const outcomes: BuildOutcome[] = [];
  for (const one of chosen) {
    const { product, file } = one;
    const profile = profileName(file);
    const name = product.json.name ?? product.directory;
    try {
      if (!isResolved(one)) throw one.error;
      const report = await buildProfile(one.plan, {
        root,
        product: product.directory,
        bootstrap: bootstrapFile(profile),
      });
      outcomes.push({ product: name, profile, report });
    } catch (error) {
      outcomes.push({ product: name, profile, error });
    }
  }
  const told = new Set(outcomes.map(({ error }) => messageOf(error)));
  return { outcomes, others: others.filter((error) => !told.has(messageOf(error))) };
};

interface Chosen {
  readonly product: Package;
  readonly file: string;
}

type Unresolved = Chosen & { readonly error: unknown };

const resolve = (workspace: Workspace, { product, file }: Chosen): Resolved | Unresolved => {
  try {
    return { product, file, plan: readPlan(workspace, product, file) };
  } catch (error) {
    return { product, file, error };
  }
};

const isResolved = (one: Resolved | Unresolved): one is Resolved => 'plan' in one;

/** @returns the faults of what is not needed, when not everything could be generated */
const generateNeeded = async (
  root: string,
  workspace: Workspace,
  needed: readonly Resolved[],
): Promise<readonly unknown[]> => {
  const files = diskFiles(root);
  try {
    writeFiles(root, (await generate(files)).changes);
    return [];
  } catch (error) {
    if (needed.length === 0 || (error as MortiseError).code === 'write_failed') throw error;
    const { changes } = await generate(onlyNeeded(files, needed));
    const unneeded = new Set(
      workspace.packages.flatMap((product) =>
        profileFiles(workspace, product)
          .filter((file) => needed.every((one) => one.file !== file))
          .map((file) => posix.join(product.directory, bootstrapFile(profileName(file)))),
      ),
    );
    writeFiles(
      root,
      changes.filter(({ path }) => !unneeded.has(path)),
    );
    const { cause } = error as MortiseError;
    return Array.isArray(cause) ? cause : [error];
  }
};

const choose = (workspace: Workspace, directory: string, profiles: readonly string[]): Chosen[] => {
  const here = workspace.packages.filter((one) => one.directory === directory);
  const ofHere = here.some((one) => profileFiles(workspace, one).length > 0);
  const products = ofHere ? here : workspace.packages;
  const all = products.flatMap((product) =>
    profileFiles(workspace, product).map((file) => ({ product, file })),
  );
  const names = all.map(({ file }) => profileName(file));
  const unknown = profiles.filter((profile) => !names.includes(profile));
  if (all.length === 0) throw noProfiles('build');
  if (unknown.length > 0) throw unknownProfile(unknown, [...new Set(names)]);
  return all.filter(({ file }) => profiles.length === 0 || profiles.includes(profileName(file)));
};

import { type BuildReport, buildProfile } from '@mortise/build';
import {
  bootstrapFile,
  type Package,
  profileFiles,
  profileName,
  readPlan,
  type Workspace,
} from '@mortise/codegen';
import { MortiseError } from '@mortise/core';
import { locate } from '../locate.ts';
import { gen } from './gen.ts';

/** What the command `build` is given. */
export interface BuildCommandOptions {
  readonly cwd: string;
  /** The profiles to build; without any, all. */
  readonly profiles: readonly string[];
  /** Is told of each profile as soon as it is built. */
  readonly onReport?: (product: string, report: BuildReport) => void;
}

/** One profile that was built, or that was not. */
export interface BuildOutcome {
  readonly product: string;
  readonly profile: string;
  readonly report?: BuildReport;
  readonly error?: unknown;
}

/**
 * Generates what is out of date, then builds profiles: those of the package around a folder, or of
 * the whole workspace where that package has none. One that fails does not keep others from being built.
 *
 * @throws MortiseError `unknown_profile`, `no_profiles`; what `generate` throws
 */
export const build = async ({ cwd, profiles, onReport }: BuildCommandOptions): Promise<BuildOutcome[]> => {
  const { root, directory, workspace } = locate(cwd);
  const chosen = choose(workspace, directory, profiles);
  await gen({ cwd });
  const outcomes: BuildOutcome[] = [];
  for (const { product, file } of chosen) {
    const profile = profileName(file);
    const name = product.json.name ?? product.directory;
    try {
      const plan = readPlan(workspace, product, file);
      const report = await buildProfile(plan, {
        root,
        product: product.directory,
        bootstrap: bootstrapFile(profile),
      });
      onReport?.(name, report);
      outcomes.push({ product: name, profile, report });
    } catch (error) {
      outcomes.push({ product: name, profile, error });
    }
  }
  return outcomes;
};

const choose = (
  workspace: Workspace,
  directory: string,
  profiles: readonly string[],
): { product: Package; file: string }[] => {
  const here = workspace.packages.filter((one) => one.directory === directory);
  const ofHere = here.some((one) => profileFiles(workspace, one).length > 0);
  const products = ofHere ? here : workspace.packages;
  const all = products.flatMap((product) =>
    profileFiles(workspace, product).map((file) => ({ product, file })),
  );
  const names = all.map(({ file }) => profileName(file));
  const unknown = profiles.filter((profile) => !names.includes(profile));
  if (all.length === 0) {
    throw new MortiseError('no_profiles', 'Cannot build: there are no profiles', {
      hint: 'Write one: profiles/full.json with { "platform": "node", "plugins": {} }',
    });
  }
  if (unknown.length > 0) {
    throw new MortiseError(
      'unknown_profile',
      `Cannot build profile '${unknown.join("', '")}': there is no such file`,
      {
        hint: `Choose from: ${[...new Set(names)].join(', ')}`,
      },
    );
  }
  return all.filter(({ file }) => profiles.length === 0 || profiles.includes(profileName(file)));
};

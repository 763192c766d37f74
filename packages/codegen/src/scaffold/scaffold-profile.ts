import { posix } from 'node:path';
import { openProfile, platforms } from '@mortise/profile';
import { profileFiles } from '../generate/profile.ts';
import { addMember, lineOf } from '../json-text/edit-json.ts';
import type { Files } from '../workspace/files.ts';
import { Workspace } from '../workspace/workspace.ts';
import { complete, type Scaffold } from './complete.ts';
import { Draft } from './draft.ts';
import { nameKinds } from './names.ts';
import { OptionFaults } from './option-faults.ts';
import { jsonText, rangeOf } from './package-parts.ts';

/** What a profile is made from. */
export interface ProfileOptions {
  /** Lower-case words joined by hyphens: `edge`. */
  readonly name: string;
  /** The product's package or its folder; without it the only package that has profiles. */
  readonly product?: string | undefined;
  /** What its bundle runs on; without it `node`. */
  readonly platform?: string | undefined;
}

/** As `scaffolds.ts` says it. */
export const scaffoldProfile = async (files: Files, options: ProfileOptions): Promise<Scaffold> => {
  const workspace = new Workspace(files);
  const { name, platform = 'node' } = options;
  const faults = new OptionFaults();
  faults.checkName('NAME', name, nameKinds.word);
  const expected = platforms.map((one) => JSON.stringify(one)).join(' or ');
  if (!platforms.some((one) => one === platform))
    faults.add('--platform', { found: JSON.stringify(platform), expected });
  const wanted = options.product ?? onlyProduct(workspace);
  const product = wanted === undefined ? undefined : faults.findProduct('--product', workspace, wanted);
  if (wanted === undefined) {
    const found = 'none, in a workspace without profiles or with several products';
    faults.add('--product', {
      found,
      expected: 'the package that is built',
      hint: 'name it: --product edge-agent',
    });
  }
  faults.check(`add profile '${name}'`);
  if (!product) throw new TypeError('A product that is not found is a fault');
  const { directory } = product;
  const draft = new Draft(files);
  const schema =
    workspace.resolve('@mortise/profile', directory)?.directory ?? 'node_modules/@mortise/profile';
  const folder = posix.join(directory, 'profiles');
  const $schema = posix.relative(folder, posix.join(schema, 'profile.schema.json'));
  const file = posix.join(folder, `${name}.json`);
  draft.create(file, jsonText({ $schema, platform, plugins: {} }));
  const kept = options.platform === undefined ? [] : otherPlatform(draft, file, platform);
  const path = posix.join(directory, 'package.json');
  for (const needed of ['@mortise/core', '@mortise/registry']) {
    const range = rangeOf(workspace, directory, needed);
    draft.edit(path, (text) => addMember(text, path, ['dependencies', needed], range));
  }
  const next = [
    ...(files.read(posix.join(directory, 'src/main.ts')) === undefined
      ? [
          `Write ${posix.join(directory, 'src/main.ts')}: import { catalog } from '#bootstrap', then createRegistry(catalog)`,
        ]
      : []),
    `Name its plugins in ${posix.join(folder, `${name}.json`)}`,
    `Build it: npx mortise build --cwd ${directory} --profile ${name}`,
  ];
  return {
    changes: await complete(files, draft),
    directory,
    packageName: product.json.name ?? directory,
    next,
    kept,
  };
};

/** Where the profile is there for another platform, which is its author's to change. */
const otherPlatform = (draft: Draft, file: string, platform: string): readonly string[] => {
  const text = draft.read(file) ?? '';
  const found = openProfile(text, file).check().platform;
  if (found === platform) return [];
  const line = lineOf(text, file, ['platform']);
  return [`${file}:${line} has platform "${found}", which stays: for "${platform}", write it there`];
};

/** The package that has profiles, where it is the only one. */
const onlyProduct = (workspace: Workspace): string | undefined => {
  const products = workspace.packages.filter((one) => profileFiles(workspace, one).length > 0);
  return products.length === 1 ? products[0]?.directory : undefined;
};

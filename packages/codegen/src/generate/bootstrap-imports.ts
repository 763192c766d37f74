import { posix } from 'node:path';
import { openJson } from '@mortise/json';
import { removeJson, setJson } from '../json-text/edit-json.ts';
import type { Package, Workspace } from '../workspace/workspace.ts';
import type { GeneratedFile } from './generated-file.ts';
import { bootstrapFile } from './profile.ts';

const generatedBootstrap = /^\.\/src\/bootstrap\..+\.gen\.ts$/;

/**
 * The product's package.json with one condition a profile under `imports["#bootstrap"]`, and without
 * those whose profile is gone; without any, also without what was made for them. What a person has put there stays.
 *
 * @param workspace where package.json is read
 * @param product the package that has the profiles
 * @param profiles their names
 * @returns none when nothing has to change
 */
export const bootstrapImports = (
  workspace: Workspace,
  product: Package,
  profiles: readonly string[],
): GeneratedFile | undefined => {
  const path = posix.join(product.directory, 'package.json');
  const text = workspace.files.read(path) ?? '{}';
  const json = openJson<Record<string, unknown>>(text, path, { what: 'package.json' }).check();
  const imports = (json.imports ?? {}) as Record<string, unknown>;
  const old = asRecord(imports['#bootstrap']);
  const kept = Object.entries(old).filter(
    ([condition, target]) =>
      condition !== 'default' &&
      !(condition.startsWith('profile-') && generatedBootstrap.test(String(target))),
  );
  if (profiles.length === 0) return withoutProfiles(path, text, imports, Object.fromEntries(kept));
  const file = (profile: string) => `./${bootstrapFile(profile)}`;
  const conditions = [...profiles].sort().map((profile) => [`profile-${profile}`, file(profile)]);
  const fallback = old.default ?? file(profiles.includes('full') ? 'full' : (profiles[0] as string));
  const isGone =
    generatedBootstrap.test(String(fallback)) && profiles.every((profile) => file(profile) !== fallback);
  const wanted = {
    ...Object.fromEntries([...kept, ...conditions]),
    default: isGone ? file(profiles[0] as string) : fallback,
  };
  if (JSON.stringify(wanted) === JSON.stringify(old)) return undefined;
  return { path, text: setJson(text, path, ['imports', '#bootstrap'], wanted) };
};

const withoutProfiles = (
  path: string,
  text: string,
  imports: Record<string, unknown>,
  kept: Record<string, unknown>,
): GeneratedFile | undefined => {
  const old = asRecord(imports['#bootstrap']);
  const isOurs = Object.values(old).some((target) => generatedBootstrap.test(String(target)));
  if (!isOurs) return undefined;
  const isKept = old.default !== undefined && !generatedBootstrap.test(String(old.default));
  const left = isKept ? { ...kept, default: old.default } : kept;
  if (Object.keys(left).length > 0)
    return { path, text: setJson(text, path, ['imports', '#bootstrap'], left) };
  const isOnly = Object.keys(imports).length === 1;
  return { path, text: removeJson(text, path, isOnly ? ['imports'] : ['imports', '#bootstrap']) };
};

const asRecord = (value: unknown): Record<string, unknown> => {
  if (typeof value === 'string') return { default: value };
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
};

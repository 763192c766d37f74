import type { Complaint, JsonDocument } from '@mortise/json';
import type { FoundPlugin } from './plan.ts';
import type { Profile } from './profile.ts';
import { inRange, isRange, isVersion } from './range.ts';

/**
 * Complains about each dependency that is not in the profile, or there with another version.
 *
 * @param document is complained to
 * @param plugins the plugins of the profile, by key
 */
export const checkDependencies = (
  document: JsonDocument<Profile>,
  plugins: ReadonlyMap<string, FoundPlugin>,
): void => {
  const byId = new Map([...plugins.values()].map((plugin) => [plugin.manifest.id, plugin]));
  for (const [key, { manifest }] of plugins) {
    for (const [id, range] of Object.entries(manifest.dependencies ?? {})) {
      const complaint = complaintOf(manifest.id, id, range, byId.get(id));
      if (complaint) document.complain(['plugins', key], complaint);
    }
  }
};

const complaintOf = (
  owner: string,
  id: string,
  range: string,
  needed: FoundPlugin | undefined,
): Complaint | undefined => {
  const expected = `plugin '${id}' of version '${range}'`;
  if (!isRange(range)) {
    return {
      found: `a dependency of '${owner}' on '${id}' of version '${range}'`,
      expected: 'a version range such as "^1.0.0"',
      hint: 'mend "dependencies" in its plugin.json',
    };
  }
  if (!needed) {
    const found = `'${owner}', which depends on '${id}', which is not in this profile`;
    return { found, expected, hint: 'add its package to "plugins"' };
  }
  // A version that is none has its own complaint.
  if (!isVersion(needed.version) || inRange(needed.version, range)) return undefined;
  const found = `'${owner}', which depends on '${id}', which is there with version '${needed.version}'`;
  return { found, expected, hint: 'install a version that fits' };
};

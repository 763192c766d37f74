import { compareVersions } from 'compare-versions';
import type { Step } from './growth.ts';

/**
 * Whether a version tells whoever reads it what has changed since a released one. A prerelease tells
 * what its release will tell; before 1.0.0 every version is another one and says no more.
 *
 * @param released the baseline's version
 * @param version the one to be released
 * @param demands what changed in between
 */
export const covers = (released: string, version: string, demands?: Step): boolean => {
  const order = compareVersions(version, released);
  if (order < 0 || demands === undefined) return order >= 0;
  const [before, after] = [parts(released), parts(version)];
  if (order === 0 || before.major === 0n || demands === 'patch') return order > 0;
  return after.major > before.major || (demands === 'minor' && after.minor > before.minor);
};

/** The lowest version that covers a step from a released one. */
export const nextVersion = (released: string, step: Step): string => {
  const { major, minor, patch } = parts(released);
  if (step === 'patch') return `${major}.${minor}.${patch + 1n}`;
  // Before 1.0.0 there is no major step that would keep the contract what it is.
  return step === 'minor' || major === 0n ? `${major}.${minor + 1n}.0` : `${major + 1n}.0.0`;
};

/** Whether a version comes before the release that it is named after: `1.1.0-rc.1`. */
export const isPrerelease = (version: string): boolean => /^[^+]*-/.test(version);

const parts = (version: string): Record<'major' | 'minor' | 'patch', bigint> => {
  const [major = 0n, minor = 0n, patch = 0n] = (version.split(/[-+]/)[0] ?? '').split('.').map(BigInt);
  return { major, minor, patch };
};

import type { Limits } from '@mortise/core';
import { parseSize, sizePattern } from '@mortise/core/units';
import type { JsonDocument } from '@mortise/json';
import type { FoundPlugin } from './plan.ts';
import type { Isolation, Profile, ProfileEntry } from './profile.ts';

/** With less, not even an empty plugin starts, on no version of Node, measured up to 26. */
const leastLimits: Readonly<Partial<Record<Isolation, Limits>>> = {
  worker: { memory: '5MB', stack: '512KiB' },
  wasm: { stack: '8kB' },
  'wasm-inline': { stack: '8kB' },
};

/**
 * Complains about limits with which a boundary cannot start: the profile's, and those of the plugin's manifest,
 * which hold as well.
 *
 * @param document is complained to
 * @param key the plugin's key
 * @param entry what the profile says of it; what the schema has refused is passed over
 */
export const checkLeastLimits = (
  document: JsonDocument<Profile>,
  key: string,
  entry: unknown,
  { manifest }: FoundPlugin,
): void => {
  const { isolation = 'none', limits = {} } = (entry ?? {}) as ProfileEntry;
  const least = Object.entries(leastLimits[isolation] ?? {}) as ['memory' | 'stack', string][];
  for (const [name, lowest] of least) {
    const expected = `at least "${lowest}", because isolation "${isolation}" cannot start with less`;
    const own = limits?.[name];
    if (isBelow(own, lowest))
      document.complain(['plugins', key, 'limits', name], { found: JSON.stringify(own), expected });
    const theirs = manifest.limits?.[name];
    if (isBelow(theirs, lowest))
      document.complain(['plugins', key], {
        found: `plugin '${manifest.id}', whose manifest limits its ${name} to "${theirs}"`,
        expected,
        hint: `raise "${name}" in "limits" of its plugin.json`,
      });
  }
};

const isBelow = (size: unknown, lowest: string): boolean =>
  typeof size === 'string' && new RegExp(sizePattern).test(size) && parseSize(size) < parseSize(lowest);

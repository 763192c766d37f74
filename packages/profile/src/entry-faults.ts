import { alternatives, type JsonDocument, preview } from '@mortise/json';
import type { FoundPlugin } from './plan.ts';
import type { Isolation, Profile } from './profile.ts';
import { isVersion } from './range.ts';
import { isolations } from './schema.ts';

/** The isolations that this version of Mortise can build. */
const built: readonly Isolation[] = ['none'];

/**
 * Complains about what a profile says of one plugin and this version cannot do.
 *
 * @param document is complained to
 * @param key the plugin's key
 * @param entry what the profile says of it; what the schema has refused is passed over
 */
export const checkEntry = (document: JsonDocument<Profile>, key: string, entry: unknown): void => {
  const { isolation = 'none', limits } = (entry ?? {}) as { isolation?: Isolation; limits?: unknown };
  if (isolations.includes(isolation) && !built.includes(isolation)) {
    document.complain(['plugins', key, 'isolation'], {
      found: JSON.stringify(isolation),
      expected: `${alternatives(built)}, which is all that this version of Mortise builds`,
      hint: 'take it out to link the plugin in, if you trust its code',
    });
  }
  if (isolation === 'none' && Object.keys(limits ?? {}).length > 0) {
    document.complain(['plugins', key, 'limits'], {
      found: 'limits for a plugin that is linked in',
      expected: 'no limits, because nothing can enforce them there',
      hint: 'take them out',
    });
  }
};

/** Complains about a plugin whose version is none. */
export const checkVersion = (
  document: JsonDocument<Profile>,
  key: string,
  { manifest, version }: FoundPlugin,
): void => {
  if (isVersion(version)) return;
  document.complain(['plugins', key], {
    found: `plugin '${manifest.id}' with the version ${preview(version)}`,
    expected: 'a version such as "1.0.0"',
    hint: 'mend "version" in its package.json or plugin.json',
  });
};

import { type JsonDocument, preview } from '@mortise/json';
import { isBoundary } from './isolations.ts';
import type { FoundPlugin } from './plan.ts';
import type { Isolation, Profile } from './profile.ts';
import { isVersion } from './range.ts';
import { isolations } from './schema.ts';

/**
 * Complains about what a profile says of one plugin and this version cannot do.
 *
 * @param document is complained to
 * @param key the plugin's key
 * @param entry what the profile says of it; what the schema has refused is passed over
 */
export const checkEntry = (document: JsonDocument<Profile>, key: string, entry: unknown): void => {
  const {
    isolation = 'none',
    limits,
    spares,
    unsafeFlags,
  } = (entry ?? {}) as { isolation?: Isolation; limits?: unknown; spares?: unknown; unsafeFlags?: unknown };
  if (isBoundary(isolation) && (document.value as Partial<Profile> | undefined)?.platform === 'neutral') {
    document.complain(['plugins', key, 'isolation'], {
      found: `${JSON.stringify(isolation)} in a profile of platform "neutral"`,
      expected: '"none", because it takes Node to start a boundary',
      hint: 'set "platform" to "node", or take it out to link the plugin in',
    });
  }
  if (isolation === 'none' && Object.keys(limits ?? {}).length > 0) {
    document.complain(['plugins', key, 'limits'], {
      found: 'limits for a plugin that is linked in',
      expected: 'no limits, because nothing can enforce them there',
      hint: 'take them out',
    });
  }
  if (typeof spares === 'number' && spares > 0 && (isolation === 'none' || isolation === 'wasm-inline')) {
    document.complain(['plugins', key, 'spares'], {
      found: `spares for a plugin of isolation "${isolation}"`,
      expected: 'no spares, because nothing has to be started there, or starts within a millisecond',
      hint: 'take them out, or set "isolation" to "worker", "deno" or "wasm"',
    });
  }
  if (unsafeFlags !== undefined && isolations.includes(isolation) && isolation !== 'deno') {
    document.complain(['plugins', key, 'unsafeFlags'], {
      found: `flags for a plugin of isolation "${isolation}"`,
      expected: 'isolation "deno", which alone has permission flags',
      hint: 'take them out, or set "isolation" to "deno"',
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

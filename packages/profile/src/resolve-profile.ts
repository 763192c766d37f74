import { resolveManifest } from '@mortise/core';
import { parseSize } from '@mortise/core/units';
import type { Complaint, JsonDocument } from '@mortise/json';
import { checkDependencies } from './check-dependencies.ts';
import { checkDoubles } from './check-doubles.ts';
import { checkEntry, checkVersion } from './entry-faults.ts';
import { checkLeastLimits } from './least-limits.ts';
import type { FoundPlugin, PlannedPlugin, ProfilePlan } from './plan.ts';
import type { Profile, ProfileEntry } from './profile.ts';
import { sortByDependency } from './sort-by-dependency.ts';

/** What resolution is given beside the profile. */
export interface ResolveOptions {
  /** The profile's name: its file's name without `.json`. */
  readonly name: string;
  /**
   * Finds the plugin of a key, or says what stands in the way. It does all the reading, is called
   * once for each key, and what it throws ends the resolution.
   */
  readonly find: (key: string) => FoundPlugin | Complaint;
}

/**
 * Resolves a profile to a plan. Every fault of the profile is collected first, those of its shape
 * too: plugins that are not there, that are there twice, that provide the same, whose dependencies
 * are missing, of another version or circular, and isolations that are not built.
 *
 * @param document an opened profile; it gets the faults
 * @param options the profile's name, and how plugins are found
 * @returns the plan, which is the same for every order of the profile's keys
 * @throws MortiseError `invalid_document` with all faults; what `find` throws
 * @example
 * ```ts
 * import { openProfile, resolveProfile } from '@mortise/profile';
 *
 * const document = openProfile('{ "platform": "node", "plugins": { "@demo/wasm": {} } }', 'edge.json');
 * const manifest = { manifest: 1, id: 'demo.wasm', provides: { 'demo:runtime@1.0.0': { wasm: {} } } } as const;
 * const find = () => ({ specifier: '@demo/wasm', directory: 'plugins/wasm', manifest, version: '1.0.0' });
 * console.log(resolveProfile(document, { name: 'edge', find }).plugins[0]?.manifest.id); // demo.wasm
 * ```
 */
export const resolveProfile = (
  document: JsonDocument<Profile>,
  { name, find }: ResolveOptions,
): ProfilePlan => {
  const found = new Map<string, FoundPlugin>();
  for (const [key, entry] of pluginsOf(document)) {
    checkEntry(document, key, entry);
    // An empty key is the schema's to refuse.
    const plugin = key === '' ? undefined : find(key);
    if (plugin === undefined) continue;
    if ('found' in plugin) document.complain(['plugins', key], plugin);
    else {
      checkVersion(document, key, plugin);
      checkLeastLimits(document, key, entry, plugin);
      found.set(key, plugin);
    }
  }
  checkDependencies(document, found);
  const plugins = [...found].map(([key, plugin]) => plan(key, plugin));
  checkDoubles(document, plugins);
  const sorted = sortByDependency(document, plugins);
  const profile = document.check();
  const { platform, main = './src/main.ts', budget = {} } = profile;
  const { bytes, gzip } = budget;
  return {
    name,
    platform,
    main,
    plugins: sorted.map((plugin) => ({ ...plugin, ...isolate(profile.plugins[plugin.key]) })),
    budget: {
      ...(bytes === undefined ? {} : { bytes: parseSize(bytes) }),
      ...(gzip === undefined ? {} : { gzip: parseSize(gzip) }),
    },
  };
};

/** The entries of a profile that may be of a wrong shape. */
const pluginsOf = ({ value }: JsonDocument<Profile>): [string, unknown][] => {
  const { plugins } = (value ?? {}) as { readonly plugins?: unknown };
  const isObject = typeof plugins === 'object' && plugins !== null && !Array.isArray(plugins);
  return isObject ? Object.entries(plugins) : [];
};

const plan = (key: string, { manifest, specifier, directory, version }: FoundPlugin): PlannedPlugin => ({
  key,
  directory,
  isolation: 'none',
  limits: {},
  manifestLimits: manifest.limits ?? {},
  manifest: resolveManifest(manifest, { version, source: specifier ?? directory }),
  ...(specifier === undefined ? {} : { specifier }),
});

/** What the profile says of a plugin, once it is known to be right. */
const isolate = ({
  isolation = 'none',
  limits = {},
  spares = 0,
  unsafeFlags = [],
}: ProfileEntry = {}): Pick<PlannedPlugin, 'isolation' | 'limits' | 'spares' | 'unsafeFlags'> => ({
  isolation,
  limits,
  ...(spares > 0 ? { spares } : {}),
  ...(unsafeFlags.length > 0 ? { unsafeFlags } : {}),
});

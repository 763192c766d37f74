import { type Limits, resolveManifest } from '@mortise/core';
import type { Complaint, JsonDocument } from '@mortise/json';
import { satisfies, validateStrict } from 'compare-versions';
import type { FoundPlugin, PlannedPlugin, ProfilePlan } from './plan.ts';
import type { Isolation, Profile } from './profile.ts';
import { parseSize } from './size.ts';

/** The isolations that this version of Mortise can build. */
const built: readonly Isolation[] = ['none'];

/** What resolution is given beside the profile. */
export interface ResolveOptions {
  /** The profile's name: its file's name without `.json`. */
  readonly name: string;
  /** Finds the plugin of a key, or says what stands in the way. It does all the reading. */
  readonly find: (key: string) => FoundPlugin | Complaint;
}

/**
 * Resolves a profile to a plan. Every fault of the profile is collected first: plugins that are not
 * there, that are there twice, that provide the same, whose dependencies are missing, of another
 * version or circular, and isolations that are not built.
 *
 * @param document an opened profile
 * @param options the profile's name, and how plugins are found
 * @throws MortiseError `invalid_document` with all faults
 */
export const resolveProfile = (
  document: JsonDocument<Profile>,
  { name, find }: ResolveOptions,
): ProfilePlan => {
  // Where the shape is wrong, all else would only repeat that.
  const profile = document.check();
  const plugins: PlannedPlugin[] = [];
  for (const [key, { isolation = 'none', limits = {} }] of Object.entries(profile.plugins)) {
    checkIsolation(document, key, isolation, limits);
    const found = find(key);
    if ('found' in found) {
      document.complain(['plugins', key], found);
      continue;
    }
    const { manifest, specifier, directory, version } = found;
    const source = specifier ?? directory;
    plugins.push({
      key,
      directory,
      isolation,
      limits: { ...manifest.limits, ...limits },
      manifest: resolveManifest(manifest, { version, source }),
      ...(specifier === undefined ? {} : { specifier }),
    });
    checkRanges(document, key, manifest.dependencies ?? {}, profile, find);
  }
  checkDoubles(document, plugins);
  const sorted = sortByDependency(document, plugins);
  document.check();
  const { bytes, gzip } = profile.budget ?? {};
  return {
    name,
    platform: profile.platform,
    main: profile.main ?? './src/main.ts',
    plugins: sorted,
    budget: {
      ...(bytes === undefined ? {} : { bytes: parseSize(bytes) }),
      ...(gzip === undefined ? {} : { gzip: parseSize(gzip) }),
    },
  };
};

const checkIsolation = (
  document: JsonDocument<Profile>,
  key: string,
  isolation: Isolation,
  limits: Limits,
): void => {
  if (!built.includes(isolation)) {
    document.complain(['plugins', key, 'isolation'], {
      found: JSON.stringify(isolation),
      expected: `an isolation that this version of Mortise builds: ${built.map((one) => JSON.stringify(one)).join(', ')}`,
      hint: 'take it out to link the plugin in, if you trust its code',
    });
  }
  if (isolation === 'none' && Object.keys(limits).length > 0) {
    document.complain(['plugins', key, 'limits'], {
      found: 'limits for a plugin that is linked in',
      expected: 'no limits, because nothing can enforce them there',
      hint: 'take them out',
    });
  }
};

const checkRanges = (
  document: JsonDocument<Profile>,
  key: string,
  dependencies: Readonly<Record<string, string>>,
  profile: Profile,
  find: ResolveOptions['find'],
): void => {
  for (const [id, range] of Object.entries(dependencies)) {
    const others = Object.keys(profile.plugins).map(find);
    const needed = others.find(
      (other): other is FoundPlugin => !('found' in other) && other.manifest.id === id,
    );
    const complain = (found: string, hint: string) =>
      document.complain(['plugins', key], { found, expected: `plugin '${id}' of version '${range}'`, hint });
    if (!needed)
      complain(`a dependency on '${id}', which is not in this profile`, 'add its package to "plugins"');
    else if (!inRange(needed.version, range))
      complain(`'${id}' of version '${needed.version}'`, 'install a version that fits');
  }
};

const inRange = (version: string, range: string): boolean => {
  try {
    return validateStrict(version) && satisfies(version, range);
  } catch {
    return false;
  }
};

const checkDoubles = (document: JsonDocument<Profile>, plugins: readonly PlannedPlugin[]): void => {
  const owners = new Map<string, string>();
  for (const { key, manifest } of plugins) {
    for (const claim of [manifest.id, ...Object.keys(manifest.provides)]) {
      const owner = owners.get(claim);
      if (owner === undefined) owners.set(claim, key);
      else {
        document.complain(['plugins', key], {
          found: `'${claim}', which ${JSON.stringify(owner)} has already`,
          expected: 'each plugin and each provider once',
          hint: 'take one of the two out',
        });
      }
    }
  }
};

const sortByDependency = (
  document: JsonDocument<Profile>,
  plugins: readonly PlannedPlugin[],
): PlannedPlugin[] => {
  const byId = new Map(plugins.map((plugin) => [plugin.manifest.id, plugin]));
  const sorted = new Set<PlannedPlugin>();
  const visit = (plugin: PlannedPlugin, chain: readonly string[]): void => {
    const { id, dependencies = [] } = plugin.manifest;
    if (chain.includes(id)) {
      const found = `a circle of dependencies: ${[...chain.slice(chain.indexOf(id)), id].join(' → ')}`;
      document.complain(['plugins', plugin.key], { found, expected: 'dependencies in one direction' });
      return;
    }
    if (sorted.has(plugin)) return;
    for (const needed of dependencies) {
      const next = byId.get(needed);
      if (next) visit(next, [...chain, id]);
    }
    sorted.add(plugin);
  };
  for (const id of [...byId.keys()].sort()) visit(byId.get(id) as PlannedPlugin, []);
  return [...sorted];
};

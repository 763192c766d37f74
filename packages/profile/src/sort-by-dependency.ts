import type { JsonDocument } from '@mortise/json';
import type { PlannedPlugin } from './plan.ts';
import type { Profile } from './profile.ts';

/**
 * Sorts plugins so that each stands behind those that it depends on, else by id; complains about
 * circles.
 *
 * @param document is complained to
 * @param plugins dependencies that are not among them are passed over
 */
export const sortByDependency = (
  document: JsonDocument<Profile>,
  plugins: readonly PlannedPlugin[],
): PlannedPlugin[] => {
  const byId = new Map(plugins.map((plugin) => [plugin.manifest.id, plugin]));
  const sorted = new Set<PlannedPlugin>();
  const visit = (plugin: PlannedPlugin, chain: readonly string[]): void => {
    const { id, dependencies = [] } = plugin.manifest;
    if (chain.includes(id)) {
      document.complain(['plugins', plugin.key], {
        found: `a circle of dependencies: ${[...chain.slice(chain.indexOf(id)), id].join(' → ')}`,
        expected: 'dependencies in one direction',
        hint: 'take one of them out of its plugin.json',
      });
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

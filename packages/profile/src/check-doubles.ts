import type { JsonDocument } from '@mortise/json';
import type { PlannedPlugin } from './plan.ts';
import type { Profile } from './profile.ts';

/**
 * Complains about each plugin that is there already, and about each provider that another plugin has.
 *
 * @param document is complained to
 * @param plugins in the order of the profile
 */
export const checkDoubles = (document: JsonDocument<Profile>, plugins: readonly PlannedPlugin[]): void => {
  const owners = new Map<string, string>();
  for (const { key, manifest } of plugins) {
    // The same plugin for the second time has the same providers, which need not be said.
    const claims = owners.has(manifest.id) ? [manifest.id] : [manifest.id, ...Object.keys(manifest.provides)];
    for (const claim of claims) {
      const owner = owners.get(claim);
      if (owner === undefined) owners.set(claim, key);
      else {
        document.complain(['plugins', key], {
          found: `${claim === manifest.id ? 'plugin' : 'provider'} '${claim}', which ${JSON.stringify(owner)} has already`,
          expected: 'each plugin and each provider once',
          hint: 'take one of the two out',
        });
      }
    }
  }
};

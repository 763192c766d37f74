import type { ProfilePlan } from '@mortise/profile';
import type { Metafile } from 'esbuild';
import { bootstrapMismatch, droppedPlugin, surplusPlugin } from './errors.ts';
import type { Owner } from './owners.ts';

/**
 * Checks that a bundle is its profile's: a mistyped condition silently builds the default, and a
 * bundler drops a blank import that a package declares free of side effects.
 *
 * @param plan the resolved profile
 * @param metafile what esbuild says of `main.js`
 * @param bootstrap the profile's bootstrap, relative to the product
 * @param owners whose each input is
 * @throws MortiseError `bootstrap_mismatch`, `dropped_plugin`, `surplus_plugin`
 */
export const verifyBundle = (
  plan: ProfilePlan,
  metafile: Metafile,
  bootstrap: string,
  owners: (input: string) => Owner,
): void => {
  const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint !== undefined);
  const inputs = Object.entries(output?.inputs ?? {});
  const bootstraps = Object.keys(metafile.inputs).filter((input) =>
    /(^|\/)bootstrap\.[^/]+\.gen\.ts$/.test(input),
  );
  if (bootstraps.length !== 1 || bootstraps[0] !== bootstrap)
    throw bootstrapMismatch(plan.name, bootstrap, bootstraps);

  const registered = inputs
    .filter(([input, { bytesInOutput }]) => bytesInOutput > 0 && /(^|\/)register\.gen\.[jt]s$/.test(input))
    .map(([input]) => owners(input));
  const linked = plan.plugins
    .filter(({ isolation }) => isolation === 'none')
    .map(({ manifest }) => manifest.id);
  const dropped = linked.filter((id) => registered.every(({ plugin }) => plugin !== id));
  if (dropped.length > 0) throw droppedPlugin(plan.name, dropped);
  const surplus = registered.filter(({ plugin }) => plugin === undefined || !linked.includes(plugin));
  if (surplus.length > 0)
    throw surplusPlugin(
      plan.name,
      surplus.map((owner) => owner.package),
    );
};

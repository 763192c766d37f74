import type { ProfilePlan } from '@mortise/profile';
import type { Metafile } from 'esbuild';
import type { Bundles } from './bundle.ts';
import { bootstrapMismatch, droppedPlugin, linkedPlugin, surplusPlugin } from './errors.ts';
import type { Owner } from './owners.ts';

/**
 * Checks that a bundle is its profile's: a mistyped condition silently builds the default, and a
 * bundler drops a blank import that a package declares free of side effects. What is isolated must not be in
 * `main.js` too, where it would run with all rights of the host.
 *
 * @param plan the resolved profile
 * @param bundles what esbuild says of `main.js` and of each isolated plugin
 * @param bootstrap the profile's bootstrap, relative to the product
 * @param owners whose each input is
 * @throws MortiseError `bootstrap_mismatch`, `dropped_plugin`, `linked_plugin`, `surplus_plugin`
 */
export const verifyBundle = (
  plan: ProfilePlan,
  { main: { metafile }, plugins }: Bundles,
  bootstrap: string,
  owners: (input: string) => Owner,
): void => {
  const inputs = inputsOf(metafile);
  const bootstraps = Object.keys(metafile.inputs).filter((input) =>
    /(^|\/)bootstrap\.[^/]+\.gen\.ts$/.test(input),
  );
  if (bootstraps.length !== 1 || bootstraps[0] !== bootstrap)
    throw bootstrapMismatch(plan.name, bootstrap, bootstraps);

  for (const { pluginId, metafile: own } of plugins) {
    const code = new Set(inputsOf(own).filter((input) => isCodeOf(pluginId, owners(input))));
    const both = inputs.filter((input) => code.has(input));
    if (both.length > 0) throw linkedPlugin(plan.name, pluginId, both);
  }

  const registered = inputs
    .filter((input) => /(^|\/)register\.gen\.[jt]s$/.test(input))
    .map((input) => owners(input));
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

/** The files whose code an output holds. */
const inputsOf = ({ outputs }: Metafile): string[] => {
  const [output] = Object.values(outputs).filter(({ entryPoint }) => entryPoint !== undefined);
  return Object.entries(output?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [input] : [],
  );
};

/** What was generated of a contract in the plugin's own package is the host's as well. */
const isCodeOf = (pluginId: string, { plugin, isFramework }: Owner): boolean =>
  plugin === pluginId && !isFramework;

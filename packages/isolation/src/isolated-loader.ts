import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Artifact,
  type Limits,
  type Loader,
  type Plugin,
  type PluginManifest,
  resolveManifest,
} from '@mortise/core';
import type { BoundaryKind } from './boundary.ts';
import { checkLoaderOptions } from './check-options.ts';
import { type HostOptions, isolate } from './isolate.ts';
import { lowestLimits, startLimitsOf } from './limits.ts';
import type { OutputSink } from './output-lines.ts';
import { readOnce } from './read-bundle.ts';
import { Shared } from './shared.ts';
import { checkSpares, Spares } from './spares.ts';

/** How a loader keeps its plugins. */
export interface LoaderOptions extends HostOptions {
  /** For all plugins; where a manifest names a lower one, that holds. A manifest raises none, also where none is told. */
  readonly limits?: Limits | undefined;
  /**
   * How many boundaries are kept ready for each set of limits, from 0 to 16; none unless told. They end with the
   * loader.
   */
  readonly spares?: number | undefined;
  /** Gets what plugins print; unless told, it goes to whoever observes the output, or else to standard error. */
  readonly output?: OutputSink | undefined;
}

/** Makes artifacts into plugins behind one kind of boundary. */
export interface IsolatedLoader extends Loader, AsyncDisposable {
  /** What it cannot keep apart on this machine, each with the reason and what to take instead. */
  readonly unsupported: Readonly<Record<string, string>>;
  /**
   * Starts the spares for plugins with these limits.
   *
   * @param limits of the manifests of the plugins that will come
   * @returns once they are ready
   * @throws MortiseError why one cannot be started
   */
  prepare(limits?: Limits): Promise<void>;
}

/** A plugin that a profile's bootstrap names. */
export interface IsolatedPlugin {
  readonly manifest: PluginManifest;
  /** The file that a build made of the plugin, with its hash: `…/era.native.js#sha256=…`. */
  readonly bundle: URL;
  /** The profile's. */
  readonly limits?: Limits | undefined;
  /** The manifest's, which can only lower what holds. */
  readonly manifestLimits?: Limits | undefined;
  /**
   * How many boundaries are kept ready while a registry has the plugin, for other registries and for a new start,
   * from 0 to 16; none unless told.
   */
  readonly spares?: number | undefined;
}

/**
 * A loader behind one kind of boundary.
 *
 * @param kind how boundaries are started
 * @param options the wire modules, limits and spares
 * @throws MortiseError `invalid_option`, `invalid_size`, `invalid_duration`
 */
export const createIsolatedLoader = (kind: BoundaryKind, options: LoaderOptions): IsolatedLoader => {
  checkLoaderOptions(options);
  // So that wrong ones are told now, and not where the first plugin starts.
  const told = lowestLimits(options.limits);
  const spares = new Spares(kind, options.spares ?? 0);
  const limitsFor = (manifest: Limits | undefined) => ({ told, manifest: lowestLimits(manifest) });
  return {
    isolation: kind.isolation,
    unsupported: kind.unsupported,
    load: (artifact) => {
      const { manifest } = artifact;
      const bundle = fileOf(artifact);
      const shared = new Shared(() => ({ spares, readCode: readOnce(manifest.id, bundle) }));
      const limits = limitsFor(manifest.limits);
      const about = { kind, manifest: resolveManifest(manifest, artifact), bundle, limits, shared };
      return isolate(about, options);
    },
    prepare: (limits) => spares.prepare(startLimitsOf(limitsFor(limits), kind)),
    [Symbol.asyncDispose]: () => spares.end(),
  };
};

/**
 * The plugin of a profile's bootstrap, behind one kind of boundary. Nothing is read or started before a
 * registry activates it; what is kept ready ends with the last registry that has it.
 *
 * @throws MortiseError `invalid_option` where `spares` is no whole number from 0 to 16
 */
export const isolatePlugin = (
  kind: BoundaryKind,
  { manifest, bundle, limits, manifestLimits, spares = 0 }: IsolatedPlugin,
  options: Omit<LoaderOptions, 'spares'>,
): Plugin => {
  // Now, and not when a registry is the first to have it.
  checkLoaderOptions(options);
  checkSpares(spares);
  const shared = new Shared(
    () => ({ spares: new Spares(kind, spares), readCode: readOnce(manifest.id, bundle) }),
    (parts) => parts.spares.end(),
  );
  const all = { told: lowestLimits(options.limits, limits), manifest: lowestLimits(manifestLimits) };
  return isolate({ kind, manifest, bundle, limits: all, shared }, options);
};

const fileOf = ({ directory, main, files }: Artifact): URL => {
  const url = pathToFileURL(resolve(directory, main));
  // Where there is none, reading says so.
  url.hash = `sha256=${files[main] ?? ''}`;
  return url;
};

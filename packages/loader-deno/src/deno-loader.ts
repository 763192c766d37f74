import { resolve } from 'node:path';
import type { Plugin } from '@mortise/core';
import {
  type BoundaryKind,
  createIsolatedLoader,
  type IsolatedLoader,
  type IsolatedPlugin,
  isolatePlugin,
  type LoaderOptions,
} from '@mortise/isolation';
import { checkProcessOptions } from './check-options.ts';
import { DenoBoundary, type ProcessOptions, startLimits } from './deno-boundary.ts';
import { canMeasure } from './resident-set.ts';
import { canSweep } from './sweeper.ts';

/** How plugins are kept in Deno processes. */
export interface DenoOptions extends LoaderOptions {
  /** Where Deno is, seen from the working folder of now; unless told, npm's package `deno`, or the PATH. */
  readonly deno?: string | undefined;
  /**
   * Flags that take away from what Deno keeps apart, such as `--allow-net=example.com`. None is safe: read access
   * follows links, a name may resolve to this machine, `--allow-run` is everything.
   */
  readonly unsafeFlags?: readonly string[] | undefined;
}

/** What is not kept apart on this system. */
const unsupported: Readonly<Record<string, string>> = {
  ...(canMeasure ? {} : { 'off-heap memory': 'only Linux tells what a process takes; take wasm' }),
  ...(canSweep
    ? {}
    : {
        'end of a looping process when its host is killed':
          'there is no /bin/sh that could see to it, or the host may not look for it; take wasm',
      }),
};

const kindOf = (told: ProcessOptions): BoundaryKind => {
  checkProcessOptions(told);
  // Now: the first plugin may start when the working folder is another one.
  const options = { ...told, deno: told.deno === undefined ? undefined : resolve(told.deno) };
  return {
    isolation: 'deno',
    unsupported,
    startLimits,
    start: (limits, signal, isSpare) => DenoBoundary.start(limits, options, signal, isSpare),
  };
};

/**
 * Isolation `deno`: a process for each plugin, without any permission. Files, network and all else of the system are
 * host services, or are not there.
 *
 * @param options the wire modules of the contracts, limits, spares; where Deno is
 * @throws MortiseError `invalid_flag`, `invalid_option`
 * @returns a loader; what it keeps ready ends with it, its plugins end with their registry
 */
export const createDenoLoader = (options: DenoOptions): IsolatedLoader =>
  createIsolatedLoader(kindOf(options), options);

/** A plugin in a Deno process, for a profile's bootstrap. */
export const denoPlugin = ({
  wires,
  unsafeFlags,
  ...plugin
}: IsolatedPlugin & Pick<DenoOptions, 'unsafeFlags' | 'wires'>): Plugin =>
  isolatePlugin(kindOf({ unsafeFlags }), plugin, { wires });

import { Plugin } from '@mortise/core';
import { LoaderOptions, IsolatedLoader, IsolatedPlugin } from '@mortise/isolation';

/** How plugins are kept in Deno processes. */
interface DenoOptions extends LoaderOptions {
    /** Where Deno is, seen from the working folder of now; unless told, npm's package `deno`, or the PATH. */
    readonly deno?: string | undefined;
    /**
     * Flags that take away from what Deno keeps apart, such as `--allow-net=example.com`. None is safe: read access
     * follows links, a name may resolve to this machine, `--allow-run` is everything.
     */
    readonly unsafeFlags?: readonly string[] | undefined;
}
/**
 * Isolation `deno`: a process for each plugin, without any permission. Files, network and all else of the system are
 * host services, or are not there.
 *
 * @param options the wire modules of the contracts, limits, spares; where Deno is
 * @throws MortiseError `invalid_flag`, `invalid_option`
 * @returns a loader; what it keeps ready ends with it, its plugins end with their registry
 */
declare const createDenoLoader: (options: DenoOptions) => IsolatedLoader;
/** A plugin in a Deno process, for a profile's bootstrap. */
declare const denoPlugin: ({ wires, unsafeFlags, ...plugin }: IsolatedPlugin & Pick<DenoOptions, 'unsafeFlags' | 'wires'>) => Plugin;

export { createDenoLoader, denoPlugin };
export type { DenoOptions };

import { Plugin } from '@mortise/core';
import { LoaderOptions, IsolatedLoader, IsolatedPlugin } from '@mortise/isolation';

/** How plugins are kept in worker threads. */
type WorkerOptions = LoaderOptions;
/**
 * Isolation `worker`: a thread for each plugin. It keeps faults apart: globals, exceptions, endless loops, the
 * heap. It does not keep hostile code apart, which has the rights of the process.
 *
 * @param options the wire modules of the contracts, limits, spares
 * @returns a loader; what it keeps ready ends with it, its plugins end with their registry
 */
declare const createWorkerLoader: (options: WorkerOptions) => IsolatedLoader;
/** A plugin in a worker thread, for a profile's bootstrap. */
declare const workerPlugin: ({ wires, ...plugin }: IsolatedPlugin & Pick<LoaderOptions, 'wires'>) => Plugin;

export { createWorkerLoader, workerPlugin };
export type { WorkerOptions };

import { PluginManifest } from '@mortise/core';
import { Limits, Transport, ConnectOptions } from '@mortise/rpc';

/**
 * A function that runs a bundle as its module would, and returns what that exports. It takes bundles that import
 * nothing statically and have their one export statement at the end, as `mortise build` and other bundlers leave it.
 *
 * @param source the bundle's text
 * @param evaluate evaluates a script, whose lines are the bundle's; in the first one, so many characters stand before it
 * @returns none where it needs to be a module, or is nothing at all; it has not run then
 */
declare const bundleFunction: (source: string, evaluate: (script: string, before: number) => unknown) => (() => Promise<object>) | undefined;

/** What a plugin's side gets to know before its bundle. JSON can say it. */
interface GuestTask {
    readonly manifest: PluginManifest;
    /** What its connection lets the host do, and itself. */
    readonly limits: Partial<Limits>;
}

/**
 * Runs a plugin of our own in a spare boundary, from its import to its end, while nobody waits: a plugin that moves in
 * later finds code that was compiled, and is active in about half of the time. It leaves nothing behind.
 *
 * @param openPair two transports that reach each other, of the kind that the boundary has
 * @param importCode imports a bundle's text as the boundary does
 */
declare const rehearse: (openPair: () => readonly [Transport, Transport], importCode: (text: string) => Promise<unknown>) => Promise<void>;

/**
 * Runs a plugin on its side of a boundary: imports its module, then offers the plugin's life and its providers
 * to the host, until the connection ends. What is wrong with the module is told to the host when it activates.
 *
 * @param transport to the host
 * @param task what the boundary was handed with the plugin
 * @param importModule imports the plugin's bundle
 * @param options for engines that interpret
 * @returns once the connection has ended
 */
declare const serveGuest: (transport: Transport, task: GuestTask, importModule: () => Promise<unknown>, options?: Pick<ConnectOptions, 'atTurnEnd' | 'isLean'>) => Promise<void>;

export { bundleFunction, rehearse, serveGuest };
export type { GuestTask };

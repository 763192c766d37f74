import { PluginManifest, MortiseError } from '@mortise/core';
import { Transport, ConnectOptions, Message, Largest, Receiver } from '@mortise/rpc';

/**
 * Runs a plugin on its side of a boundary: imports its module, then offers the plugin's life and its providers
 * to the host, until the connection ends. What is wrong with the module is told to the host when it activates.
 *
 * @param transport to the host
 * @param manifest the plugin's
 * @param importModule imports the plugin's bundle
 * @param options for engines that interpret
 * @returns once the connection has ended
 */
declare const serveGuest: (transport: Transport, manifest: PluginManifest, importModule: () => Promise<unknown>, options?: Pick<ConnectOptions, 'atTurnEnd' | 'isLean'>) => Promise<void>;

/** One end of what `postMessage` connects: a `Worker`, or the port that a worker has of its own. */
interface Port {
    postMessage(data: unknown, transfer?: readonly ArrayBuffer[]): void;
    on(event: 'message', listener: (data: unknown) => void): unknown;
    off(event: 'message', listener: (data: unknown) => void): unknown;
}
/** How a message looks on its way. */
interface PortForm {
    write(message: Message): {
        readonly data: unknown;
        readonly transfer: readonly ArrayBuffer[];
    };
    /** @throws MortiseError `protocol_violation` */
    read(data: unknown, largest: Largest): Message;
}
/** Messages over `postMessage`, as structured clone carries them or as texts; numbers beside them are credit. */
declare class PortTransport implements Transport {
    #private;
    /** It listens from now on. */
    constructor(port: Port, form?: PortForm);
    get unsent(): number;
    open(receiver: Receiver, largest: Largest): void;
    send(message: Message): void;
    close(): void;
    /** The other side has gone. */
    hangUp(reason: MortiseError): void;
}

export { PortTransport, serveGuest };
export type { Port };

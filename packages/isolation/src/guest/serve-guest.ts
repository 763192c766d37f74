import { type ContractWire, messageOf, type PluginManifest } from '@mortise/core';
import {
  type ConnectOptions,
  connect,
  defaultLimits,
  type Provided,
  provide,
  type Transport,
} from '@mortise/rpc';
import { GuestWire } from './guest.wire.gen.ts';
import { GuestLife } from './guest-life.ts';
import { GuestFault, type GuestModule, readGuestModule } from './guest-module.ts';

/** No time limit is kept here: the host keeps them, and nothing in the plugin's realm can be relied on. */
const untimed = {
  deadline: Number.POSITIVE_INFINITY,
  idle: Number.POSITIVE_INFINITY,
  handshake: Number.POSITIVE_INFINITY,
};

/** The host keeps to its own limit, and has questions beyond it. */
const limits = { calls: defaultLimits.calls + 64 };

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
export const serveGuest = async (
  transport: Transport,
  manifest: PluginManifest,
  importModule: () => Promise<unknown>,
  options: Pick<ConnectOptions, 'atTurnEnd' | 'isLean'> = {},
): Promise<void> => {
  const found = await find(manifest, importModule);
  const wires = found instanceof GuestFault ? [] : found.wires;
  const wireOf = (contract: string) => wires.find(({ id }) => id === contract) as ContractWire;
  const uses = manifest.uses ?? [];
  const life = new GuestLife(manifest, found, async () => {
    const connection = await connecting;
    const offered = uses.filter(({ as }) => Object.hasOwn(connection.offers, as));
    return Object.fromEntries(offered.map(({ as, contract }) => [as, connection.get(wireOf(contract), as)]));
  });
  const exports: Record<string, Provided> = { guest: provide(GuestWire, life) };
  if (!(found instanceof GuestFault)) {
    for (const path of Object.keys(manifest.provides)) {
      const wire = wireOf(path.slice(0, path.indexOf('/')));
      exports[path] = {
        wire,
        // Offered now, and there once the plugin is active.
        get object() {
          return life.provider(path) ?? {};
        },
      };
    }
  }
  const connecting = connect(transport, { ...untimed, ...options, exports, limits });
  await (await connecting).closed;
};

const find = async (
  manifest: PluginManifest,
  importModule: () => Promise<unknown>,
): Promise<GuestModule | GuestFault> => {
  try {
    return readGuestModule(await importModule(), manifest);
  } catch (error) {
    return error instanceof GuestFault ? error : new GuestFault('import_failed', messageOf(error));
  }
};

import type { ContractWire, PluginManifest } from '@mortise/core';
import { type ConnectOptions, connect, type Provided, provide, type Transport, textOf } from '@mortise/rpc';
import { contractOf } from '../provider-path.ts';
import { GuestWire } from './guest.wire.gen.ts';
import { GuestLife } from './guest-life.ts';
import { GuestFault, type GuestModule, readGuestModule } from './guest-module.ts';
import type { GuestTask } from './guest-task.ts';
import { untimed } from './untimed.ts';

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
export const serveGuest = async (
  transport: Transport,
  task: GuestTask,
  importModule: () => Promise<unknown>,
  options: Pick<ConnectOptions, 'atTurnEnd' | 'isLean'> = {},
): Promise<void> => {
  const { manifest } = task;
  const found = await find(manifest, importModule);
  const wires = found instanceof GuestFault ? [] : found.wires;
  const wireOf = (contract: string) => wires.find(({ id }) => id === contract) as ContractWire;
  const uses = manifest.uses ?? [];
  const services = async () => {
    const connection = await connecting;
    const offered = uses.filter(({ as }) => Object.hasOwn(connection.offers, as));
    return Object.fromEntries(offered.map(({ as, contract }) => [as, connection.get(wireOf(contract), as)]));
  };
  const paths = found instanceof GuestFault ? [] : Object.keys(manifest.provides);
  // Offered now, and there once the plugin is active.
  const places = Object.fromEntries(
    paths.map((path) => [path, { wire: wireOf(contractOf(path)), object: {} }]),
  );
  const life = new GuestLife(manifest, found, services, places);
  const exports: Record<string, Provided> = { guest: provide(GuestWire, life), ...places };
  // What the host's calls bring is kept to the plugin's memory.
  const limits = { ...task.limits, held: Number.POSITIVE_INFINITY };
  const connecting = connect(transport, { ...untimed, ...options, exports, limits, tellsStacks: true });
  await (await connecting).closed;
};

const find = async (
  manifest: PluginManifest,
  importModule: () => Promise<unknown>,
): Promise<GuestModule | GuestFault> => {
  try {
    return readGuestModule(await importModule(), manifest);
  } catch (error) {
    return error instanceof GuestFault ? error : new GuestFault('import_failed', textOf('its module', error));
  }
};

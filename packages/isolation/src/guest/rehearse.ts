import type { PluginManifest } from '@mortise/core';
import { connect, provide, type Transport } from '@mortise/rpc';
import type { Guest, Json } from './guest.contract.ts';
import { GuestWire } from './guest.wire.gen.ts';
import { serveGuest } from './serve-guest.ts';
import { untimed } from './untimed.ts';

const contract = 'mortise:guest@1';
const path = `${contract}/rehearsal` as const;

/** Provides and uses the one contract whose wire module is here. */
const manifest: PluginManifest = {
  id: 'mortise.rehearsal',
  version: '1.0.0',
  provides: { [path]: { key: 'guest', version: '1.0.0' } },
  uses: [{ contract, key: 'guest', as: 'service' }],
};

const service: Guest = {
  activate: async () => ({ kind: 'active', missing: [] }),
  abort: async () => {},
  deactivate: async () => {},
  ping: async () => {},
};

const module = {
  wires: [GuestWire],
  default: {
    config: (raw: unknown) => raw,
    activate: (context: { service: Guest }) => ({ guest: { rehearsal: context.service } }),
  },
};

/** As `mortise build` leaves it. */
const bundle = 'var plugin = {};\nexport {\n  plugin as default\n};\n';

const config: Json = { rehearsed: [true, 1, 'text', null] };

/** The first compiles what it runs, those behind it let the engine learn what values look like. */
const times = 3;

/**
 * Runs a plugin of our own in a spare boundary, from its import to its end, while nobody waits: a plugin that moves in
 * later finds code that was compiled, and is active in about half of the time. It leaves nothing behind.
 *
 * @param openPair two transports that reach each other, of the kind that the boundary has
 * @param importCode imports a bundle's text as the boundary does
 */
export const rehearse = async (
  openPair: () => readonly [Transport, Transport],
  importCode: (text: string) => Promise<unknown>,
): Promise<void> => {
  for (let count = 0; count < times; count += 1) {
    const [guestSide, hostSide] = openPair();
    const served = serveGuest(guestSide, { manifest, limits: {} }, async () => {
      await importCode(bundle);
      return module;
    });
    const connection = await connect(hostSide, {
      ...untimed,
      exports: { service: provide(GuestWire, service) },
    });
    try {
      const guest = connection.get(GuestWire, 'guest');
      await guest.activate(config);
      await connection.get(GuestWire, path).activate(config);
      await guest.deactivate();
    } finally {
      await connection.close();
      await served;
    }
  }
};

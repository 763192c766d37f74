// What runs in an engine before a plugin does. It is evaluated once; engines are copies of the memory behind it.

import { fire, host, seed } from './set-up.ts';

// The globals that it brings are needed while all others are evaluated: it stays above this line, which the
// formatter does not sort across.

import type { PluginManifest } from '@mortise/core';
import { serveGuest } from '@mortise/isolation/guest';
import { EngineTransport } from './engine-transport.ts';
import { offerEntry } from './host-calls.ts';

const transport = new EngineTransport(host);

let flush: (() => void) | undefined;
const options = {
  isLean: true,
  atTurnEnd: (next: () => void) => {
    flush = next;
  },
};

offerEntry({
  fire,
  seed,
  run: (manifest, module) => {
    void serveGuest(transport, JSON.parse(manifest) as PluginManifest, () => module, options);
  },
  endTurn: () => {
    flush?.();
    flush = undefined;
  },
  receive: (json, ...attachments) => transport.receive(json, attachments),
});

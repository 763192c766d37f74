import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtifact } from '@mortise/artifact';
import { type Artifact, contract } from '@mortise/core';
import type { IsolatedLoader, LoaderOptions } from '@mortise/isolation';
import { createCatalog, createRegistry } from '@mortise/registry';
import type { Connection } from '@mortise/rpc';
import type { Subject } from '@mortise/testing';
import type { Probe } from '@mortise/testing/probe';
import { ProbeWire } from '@mortise/testing/wire';
import { build } from 'esbuild';

const token = contract<Probe>()('mortise:probe@1', '1.0.0');

/** Bundles the plugin that holds a probe into a folder. */
export const buildProbe = async (directory: string): Promise<Artifact> => {
  mkdirSync(directory, { recursive: true });
  const manifest = { manifest: 1, id: 'mortise.probe', version: '1.0.0', main: 'probe.js' };
  const provides = { 'mortise:probe@1.0.0': { probe: {} } };
  writeFileSync(join(directory, 'plugin.json'), JSON.stringify({ ...manifest, provides }));
  await build({
    entryPoints: [join(import.meta.dirname, 'probe-plugin.ts')],
    outfile: join(directory, 'probe.js'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    conditions: ['@mortise/source', 'module'],
    mainFields: ['module', 'main'],
  });
  return readArtifact(directory);
};

/** A probe behind the boundary that a loader makes. */
export const behind = (
  artifact: () => Artifact,
  create: (options: LoaderOptions) => IsolatedLoader,
): Subject => ({
  start: async () => {
    let connection: Connection | undefined;
    const loader = create({
      wires: [ProbeWire],
      // A busy machine must not decide what a case shows.
      limits: { startTimeout: '60s' },
      grace: 60_000,
      connection: { deadline: Number.POSITIVE_INFINITY, idle: Number.POSITIVE_INFINITY },
      onConnection: (one) => {
        connection = one;
      },
    });
    const registry = createRegistry(createCatalog([loader.load(artifact())]));
    const probe = await registry.find(token, 'probe');
    return {
      probe,
      get pending() {
        return (connection as Connection).pending;
      },
      end: async () => {
        await registry.dispose();
        await loader[Symbol.asyncDispose]();
      },
    };
  },
});

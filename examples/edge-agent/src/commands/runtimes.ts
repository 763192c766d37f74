import { Runtime } from '@era/runtime';
import { table } from '../output.ts';
import type { Command } from './command.ts';

/** `era runtimes`: what this build holds. Nothing of it is activated. */
export const runtimes: Command = async ({ catalog, options, out }) => {
  const found = [...catalog.values()].flatMap(({ manifest: { id: plugin, version, provides } }) =>
    Object.entries(provides).flatMap(([path, { capabilities = [] }]) => {
      const [contract, runtime = ''] = path.split('/');
      return contract === Runtime.id ? [{ runtime, plugin, version, capabilities }] : [];
    }),
  );
  // A catalog holds each plugin once by its id and once by each provider.
  const rows = [...new Map(found.map((row) => [row.runtime, row])).values()].sort((a, b) =>
    a.runtime < b.runtime ? -1 : 1,
  );
  const lines = options.json
    ? rows.map((row) => JSON.stringify(row))
    : table([
        ['RUNTIME', 'PLUGIN', 'VERSION', 'CAPABILITIES'],
        ...rows.map(({ runtime, plugin, version, capabilities }) => [
          runtime,
          plugin,
          version,
          capabilities.join(', '),
        ]),
      ]);
  for (const line of lines) await out.line(line);
  return 0;
};

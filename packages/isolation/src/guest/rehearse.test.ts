import { createMemoryPair } from '@mortise/rpc/memory';
import { expect, test } from 'vitest';
import { rehearse } from './rehearse.ts';

test('rehearse() runs a plugin from its import to its end, and closes both sides', async () => {
  const pairs: ReturnType<typeof createMemoryPair>[] = [];
  const sent: unknown[] = [];
  const imported: string[] = [];
  await rehearse(
    () => {
      const pair = createMemoryPair({
        tamper: (data) => {
          sent.push(data);
          return [data];
        },
      });
      pairs.push(pair);
      return [pair.a, pair.b];
    },
    async (text) => imported.push(text),
  );

  expect(imported).toHaveLength(pairs.length);
  expect(imported[0]).toMatch(/export \{\n {2}plugin as default\n\};\n$/);
  await Promise.all(pairs.map((pair) => pair.idle()));
  expect(pairs.map(({ inFlight }) => inFlight)).toEqual(pairs.map(() => 0));
  // The plugin calls its service, which answers.
  expect(sent.length).toBeGreaterThan(8 * pairs.length);
});

test('rehearse() rejects where its bundle cannot be imported, and closes both sides', async () => {
  const pair = createMemoryPair();
  const rehearsed = rehearse(
    () => [pair.a, pair.b],
    async () => {
      throw new Error('no memory');
    },
  );
  await expect(rehearsed).rejects.toMatchObject({ code: 'missing_export' });
  await pair.idle();
  expect(pair.inFlight).toBe(0);
});

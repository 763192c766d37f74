import { strictEqual } from 'node:assert';
import type { Bench, Contest } from '../bench.ts';
import { createBytes } from '../contract/orders.ts';
import type { RemoteFiles } from '../contract/remote.ts';
import { startDeno } from '../floors/deno.ts';
import { startQuickjs } from '../floors/quickjs.ts';
import { startThread } from '../floors/thread.ts';
import { buildShop, type Isolation, openLoader, startShop } from '../isolation/start-plugin.ts';
import { timeAsync } from '../time.ts';

interface Sides {
  readonly isolation: Isolation;
  readonly floor: { readonly name: string; readonly start: () => RemoteFiles | Promise<RemoteFiles> };
}

/** 0.7 of the floor's rate. */
const atMost = 1 / 0.7;
const calls = 8;
const file = createBytes(1_000_000);

const bytes = ({ isolation, floor }: Sides): Bench => ({
  what: `1 MB there and back, behind ${isolation}`,
  unit: 'ns',
  goal: { of: 'ratio', atMost },
  fresh: 5,
  prepare: async (): Promise<Contest> => {
    const plugin = await buildShop();
    const { shop, end } = await startShop(plugin, await openLoader(plugin, isolation));
    const bare = await floor.start();
    const sampleOf = async ({ echo }: Pick<RemoteFiles, 'echo'>) => {
      strictEqual(Buffer.compare(await echo(file), file), 0);
      return () =>
        timeAsync(calls, async () => {
          for (let call = 0; call < calls; call += 1) await echo(file);
        });
    };
    return {
      subject: await sampleOf({ echo: (file) => shop.echo(file) }),
      floor: { name: floor.name, sample: await sampleOf(bare) },
      rounds: 20,
      note: 'the caller keeps its bytes on both sides',
      end: async () => {
        await Promise.all([end(), bare.end()]);
      },
    };
  },
});

export const bytesWorker = bytes({
  isolation: 'worker',
  floor: { name: 'a copy that is moved, each way', start: startThread },
});
export const bytesDeno = bytes({
  isolation: 'deno',
  floor: { name: 'the bytes through both pipes, behind a head', start: startDeno },
});
export const bytesQuickjs = bytes({
  isolation: 'wasm-inline',
  floor: { name: 'a copy into the engine and one out of it', start: () => startQuickjs() },
});

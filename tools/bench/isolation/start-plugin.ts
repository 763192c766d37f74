import { appendFileSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArtifact } from '@mortise/artifact';
import { type Artifact, type ContractWire, contract } from '@mortise/core';
import type { IsolatedLoader, LoaderOptions } from '@mortise/isolation';
import { createCatalog, createRegistry } from '@mortise/registry';
import { build } from 'esbuild';
import { compileContracts, importWire } from '../contract/compile-orders.ts';
import type { Orders } from '../contract/orders.contract.ts';
import type { Payments } from '../contract/payments.contract.ts';

/** Behind which boundary. */
export type Isolation = 'worker' | 'deno' | 'wasm' | 'wasm-inline';

/** Each is imported where it is measured, so that none finds what another has loaded. */
const loaders: Record<Isolation, (options: LoaderOptions) => Promise<IsolatedLoader>> = {
  worker: async (options) => (await import('@mortise/loader-worker')).createWorkerLoader(options),
  deno: async (options) => (await import('@mortise/loader-deno')).createDenoLoader(options),
  wasm: async (options) => (await import('@mortise/loader-wasm')).createWasmLoader(options),
  'wasm-inline': async (options) =>
    (await import('@mortise/loader-wasm')).createWasmLoader({ ...options, inline: true }),
};

const token = contract<Orders>()('bench:orders@1', '1.0.0');

/** A plugin that keeps a shop, built once and started often. */
export interface ShopPlugin {
  readonly artifact: Artifact;
  readonly wires: readonly ContractWire[];
}

/** @param size of its bundle, in characters: code that does nothing is added up to that */
export async function buildShop(size = 0): Promise<ShopPlugin> {
  const files = await compileContracts();
  const directory = mkdtempSync(join(tmpdir(), 'shop-'));
  const manifest = {
    manifest: 1,
    id: 'bench.shop',
    version: '1.0.0',
    main: 'shop.js',
    provides: { 'bench:orders@1.0.0': { shop: {} } },
    uses: { 'bench:payments@1': {} },
  };
  writeFileSync(join(directory, 'plugin.json'), JSON.stringify(manifest));
  const main = join(directory, 'shop.js');
  await build({
    stdin: { contents: sourceOf(files), resolveDir: directory },
    outfile: main,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    minify: true,
  });
  appendFileSync(main, paddingOf(size - statSync(main).size));
  const wires = [
    await importWire(files.orders, 'OrdersWire'),
    await importWire(files.payments, 'PaymentsWire'),
  ];
  return { artifact: readArtifact(directory), wires: wires as ContractWire[] };
}

const sourceOf = ({ orders, payments }: { orders: string; payments: string }): string => `
  import { OrdersWire } from ${JSON.stringify(orders)};
  import { PaymentsWire } from ${JSON.stringify(payments)};
  export const wires = [OrdersWire, PaymentsWire];
  export default {
    activate: ({ payments }) => ({
      orders: {
        shop: {
          place: async ({ id, total, paid }) => ({ id, total, paid }),
          placePaid: async ({ id, total }) => ({ id, total, paid: await payments.isPaid(id) }),
          receipts: async function* ({ id, total, paid }, count) {
            for (let index = 0; index < count; index += 1) yield { id, total, paid };
          },
          attach: async () => {},
          echo: async (file) => file,
        },
      },
    }),
  };`;

/** Functions as plugins have them: they are read, and not called. @param length in characters, about */
export const paddingOf = (length: number): string => {
  let text = '';
  for (let count = 0; text.length + 100 < length; count += 1)
    text += `function padding${count}(a,b){const c=[];for(const d of a){if(d.name===b)c.push({...d,count:c.length})}return c}\n`;
  return text;
};

/** The same plugin in a text that nothing has seen before: what is known of one, such as its bytecode, does not help. */
export const rewrite = ({ artifact, wires }: ShopPlugin): ShopPlugin => {
  appendFileSync(join(artifact.directory, artifact.main), '//\n');
  return { artifact: readArtifact(artifact.directory), wires };
};

/** A shop behind a boundary, as a product has it. */
export interface LiveShop {
  readonly shop: Orders;
  end(): Promise<void>;
}

/** @param spares how many boundaries are ready before the plugin starts */
export async function openLoader(
  { wires }: ShopPlugin,
  isolation: Isolation,
  spares = 0,
): Promise<IsolatedLoader> {
  const loader = await loaders[isolation]({ wires, spares });
  await loader.prepare();
  return loader;
}

/** Activates the plugin and finds its shop. */
export async function startShop({ artifact }: ShopPlugin, loader: IsolatedLoader): Promise<LiveShop> {
  const payments: Payments = { isPaid: async (id) => id.length % 2 === 0 };
  const registry = createRegistry(createCatalog([loader.load(artifact)]), { services: { payments } });
  const shop = await registry.find(token, 'shop');
  return { shop, end: () => registry.dispose() };
}

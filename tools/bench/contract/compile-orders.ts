import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate } from '@mortise/codegen';
import type { ContractWire, MethodWire } from '@mortise/core';
import { transformSync } from 'esbuild';
import type { Orders } from './orders.contract.ts';

const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'bench',
    version: '1.0.0',
    mortise: { contracts: ['orders.contract.ts'] },
  }),
  'orders.contract.ts': readFileSync(new URL('orders.contract.ts', import.meta.url), 'utf8'),
};

/** The wire module of the contract as the compiler makes it now, so that no older one is measured. */
export async function compileOrders(): Promise<ContractWire<Orders>> {
  const list = (path: string) => (path === '' || path === '.' ? Object.keys(files) : []);
  const { changes } = await generate({ read: (path) => files[path], list });
  const text = changes.find(({ path }) => path === 'orders.wire.gen.ts')?.text;
  if (text === undefined) throw new Error('The compiler made no wire module');
  const file = join(mkdtempSync(join(tmpdir(), 'orders-')), 'orders.wire.gen.mjs');
  writeFileSync(file, transformSync(text, { loader: 'ts' }).code);
  return ((await import(pathToFileURL(file).href)) as { OrdersWire: ContractWire<Orders> }).OrdersWire;
}

/** How one method of the contract crosses a boundary. */
export function methodOf({ methods }: ContractWire<Orders>, name: keyof Orders): MethodWire {
  const method = methods[name];
  if (!method) throw new Error(`The wire module lacks '${name}'`);
  return method;
}

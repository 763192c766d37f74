import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate } from '@mortise/codegen';
import type { ContractWire, MethodWire } from '@mortise/core';
import { transformSync } from 'esbuild';
import type { Orders } from './orders.contract.ts';

const contracts = {
  'orders.contract.ts': new URL('orders.contract.ts', import.meta.url),
  'payments.contract.ts': new URL('payments.contract.ts', import.meta.url),
};

const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'bench',
    version: '1.0.0',
    mortise: { contracts: Object.keys(contracts) },
  }),
  ...Object.fromEntries(Object.entries(contracts).map(([name, file]) => [name, readFileSync(file, 'utf8')])),
};

/** The wire modules of the contracts as the compiler makes them now, so that no older ones are measured: their files. */
export async function compileContracts(): Promise<{ readonly orders: string; readonly payments: string }> {
  const list = (path: string) => (path === '' || path === '.' ? Object.keys(files) : []);
  const { changes } = await generate({ read: (path) => files[path], list });
  const folder = mkdtempSync(join(tmpdir(), 'wires-'));
  const write = (name: string) => {
    const text = changes.find(({ path }) => path === `${name}.wire.gen.ts`)?.text;
    if (text === undefined) throw new Error(`The compiler made no wire module of ${name}`);
    const file = join(folder, `${name}.wire.gen.mjs`);
    writeFileSync(file, transformSync(text, { loader: 'ts' }).code);
    return file;
  };
  return { orders: write('orders'), payments: write('payments') };
}

/** The wire module of the orders. */
export const compileOrders = async (): Promise<ContractWire<Orders>> =>
  importWire((await compileContracts()).orders, 'OrdersWire');

/** @param name what the module exports */
export async function importWire<T extends object>(file: string, name: string): Promise<ContractWire<T>> {
  return ((await import(pathToFileURL(file).href)) as Record<string, ContractWire<T>>)[
    name
  ] as ContractWire<T>;
}

/** How one method of the contract crosses a boundary. */
export function methodOf({ methods }: ContractWire<Orders>, name: keyof Orders): MethodWire {
  const method = methods[name];
  if (!method) throw new Error(`The wire module lacks '${name}'`);
  return method;
}

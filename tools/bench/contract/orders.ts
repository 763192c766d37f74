import type { Order } from './orders.contract.ts';

/** Orders that differ in everything: half of them with a note, each with none to three lines. */
export function createOrders(count: number): Order[] {
  return Array.from({ length: count }, (_, number) => ({
    id: `order-${number}`,
    customer: `Customer ${(number * 7919) % 10_007}`,
    total: ((number * 6700417) % 100_000) / 100,
    paid: number % 3 === 0,
    ...(number % 2 === 0 ? { note: `Leave it at door ${number % 40}, please` } : {}),
    lines: Array.from({ length: number % 4 }, (_, line) => ({ sku: `S-${number + line}`, count: line + 1 })),
  }));
}

/** Bytes that differ from each other. */
export function createBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 131) & 255);
}

import { type ValueLimits, valueLimits } from './wire/limits.ts';

// The words of the protocol, which PROTOCOL.md defines. Numbers here stay for ever.

export const protocolVersion = 1;

/** What a row begins with, behind its length. */
export const op = {
  hello: 0,
  call: 1,
  result: 2,
  error: 3,
  cancel: 4,
  open: 5,
  item: 6,
  end: 7,
  fail: 8,
  credit: 9,
  stop: 10,
  release: 11,
  bye: 12,
} as const;

/** How much a connection lets the other side do, and itself. */
export interface Limits extends ValueLimits {
  /** Calls and streams that may be open at once, in each direction: 20,000 unless told. */
  readonly calls: number;
  /**
   * What the arguments of the other side's open calls may weigh together (PROTOCOL.md), and once more what the streams
   * among them have brought and nobody has read, where each item counts 80 more: 128 Mi unless told.
   */
  readonly held: number;
  /** Objects that the other side may hold, and that it may hand over: 20,000 unless told. */
  readonly stubs: number;
  /** Bytes that may wait because the other side does not read: 64 Mi unless told. */
  readonly unsent: number;
  /** What one stream may send ahead of its reader, in weight (PROTOCOL.md): 256 Ki unless told, 16 Mi at most. */
  readonly window: number;
}

export const defaultLimits: Limits = {
  ...valueLimits,
  calls: 20_000,
  held: 128 * 1024 * 1024,
  stubs: 20_000,
  unsent: 64 * 1024 * 1024,
  window: 256 * 1024,
};

/** How long a call, and one item of a stream, may take where neither options nor method say anything, in milliseconds. */
export const defaultBounds = { deadline: 30_000, idle: 300_000 } as const;

/** All limits: those that are told, and for the rest the usual ones. */
export const limitsOf = (told: Partial<Limits> = {}): Limits => ({
  ...defaultLimits,
  ...Object.fromEntries(Object.entries(told).filter(([, limit]) => limit !== undefined)),
});

/**
 * A message that has this much is sent at once, before its turn ends: the other side works on it while the rest is
 * written. Half as many cells make more messages than that is worth, but for the first, which lets it begin.
 */
export const fullMessage = { first: 512, cells: 1_024, size: 65_536 };

/** What a message may have at most: one value, or one error, behind a message that was not yet full. */
export const largestMessage = ({ cells, size }: ValueLimits) => ({
  cells: cells + fullMessage.cells + 64,
  size: size + fullMessage.size + 131_072,
});

/** How much credit a source keeps; what a reader grants beyond it is lost. */
export const mostCredit = 16 * 1024 * 1024;

/** What a stream's item, or the arguments of a call, weigh: how much of the reader's credit, or room, they take. */
export const weightOf = (cells: number, size: number): number => 8 + 8 * cells + size;

/** What each side says first. */
export interface Hello {
  /** What it offers, by name. */
  readonly exports: Readonly<Record<string, Offer>>;
  /** What it takes in one value, and how many calls that are open; as many as we take where it says nothing. */
  readonly limits: ValueLimits & { readonly calls?: number | undefined };
}

/** One object that a side offers from the start. */
export interface Offer {
  /** The number that calls name it by. */
  readonly id: number;
  /** `era:runtime@1` */
  readonly contract: string;
  /** The full version that its wire module was generated from. */
  readonly version: string;
}

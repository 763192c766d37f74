import type { u32 } from '@mortise/core';

/** What JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * What the hostile corpus attacks: a plugin that a host calls. Each attack fills one of the methods with
 * something bad; the others behave.
 *
 * @contract mortise:target@1.0.0
 */
export interface Target {
  /** Answers. */
  ping(): Promise<void>;
  /** Attacks, or says `nothing to attack` where the platform does not offer what it needs. */
  attack(): Promise<Json>;
  /** Attacks by the bytes that it returns. */
  bytes(): Promise<Uint8Array>;
  /** Attacks by the text that it returns. */
  text(): Promise<string>;
  /** Attacks by what it streams. */
  items(): AsyncIterable<Json>;
  /** Takes bytes. @returns how many there were */
  feed(bytes: Uint8Array): Promise<u32>;
}

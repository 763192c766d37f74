import type { Orders } from './orders.contract.ts';

/** A shop in a thread, process or engine of its own. */
export interface RemoteShop extends Pick<Orders, 'place'> {
  /** The process that was started for it, where it is one. */
  readonly pid?: number;
  /** Ends what was started for it, and resolves when that has gone. No call may be under way. */
  end(): Promise<void>;
}

/** A shop that takes files too. The caller keeps its bytes, the receiver gets its own. */
export interface RemoteFiles extends RemoteShop {
  /** The way there. */
  attach(file: Uint8Array): Promise<void>;
  /** There and back. */
  echo(file: Uint8Array): Promise<Uint8Array>;
}

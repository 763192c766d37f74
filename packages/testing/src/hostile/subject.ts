import type { ContractWire, Loader } from '@mortise/core';

/** A loader under test: the default export of a module that the runner is given. */
export interface HostileSubject {
  /** The column's name in the matrix. */
  readonly name: string;
  /**
   * Makes the loader, in a process of its own. Limits come with each plugin's manifest.
   *
   * @param wires the wire modules of all contracts that the plugins provide and use
   */
  create(wires: readonly ContractWire[]): Ending<Loader> | Promise<Ending<Loader>>;
}

type Ending<T> = T & Partial<AsyncDisposable>;

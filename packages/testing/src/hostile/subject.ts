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
  create(wires: readonly ContractWire[]): TestedLoader | Promise<TestedLoader>;
}

/** A loader that may end what it keeps, and may say what it cannot keep apart. */
export interface TestedLoader extends Loader, Partial<AsyncDisposable> {
  /** By capability, with the reason and what to take instead. Nothing else of the matrix may be open. */
  readonly unsupported?: Readonly<Record<string, string>>;
}

/**
 * What a loader says that it cannot keep apart on this machine.
 *
 * @param module of a `HostileSubject`, as a URL
 */
export const unsupportedOf = async (module: string): Promise<Readonly<Record<string, string>>> => {
  const { default: subject } = (await import(module)) as { default: HostileSubject };
  const loader = await subject.create([]);
  await loader[Symbol.asyncDispose]?.();
  return loader.unsupported ?? {};
};

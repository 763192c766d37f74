import type { StreamSink } from './stream-sink.ts';
import type { StreamSource } from './stream-source.ts';
import type { StubHandle } from './stub-handle.ts';

/** What lives as long as one call: lent objects and the streams among its parameters. */
export class Scope {
  /** Objects of ours that the callee may use meanwhile, by number. */
  readonly lent: number[] = [];
  /** Objects that the callee owns from now on, by number, and those of its own that went home. */
  readonly handed: (number | StubHandle)[] = [];
  /** Objects of the caller that we may use meanwhile. */
  readonly borrowed: StubHandle[] = [];
  /** Streams that the callee pulls from us. */
  readonly sources: StreamSource[] = [];
  /** Streams that we pull from the caller. */
  readonly sinks: { readonly id: number; readonly sink: StreamSink }[] = [];
}

/** A call: it has a scope once something needs one. */
export interface ScopeHolder {
  scope: Scope | undefined;
}

import type { Scope, ScopeHolder } from './scope.ts';

/** A call of the other side that we have not answered yet. */
export interface ServedCall extends ScopeHolder {
  readonly id: number;
  /** Of its arguments. */
  weight: number;
  scope: Scope | undefined;
  /** Of the signal that the method takes, where it takes one. */
  abort: AbortController | undefined;
}

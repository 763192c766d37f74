import type { Scope, ScopeHolder } from './scope.ts';

/** A call of the other side that we have not answered yet. */
export class ServedCall implements ScopeHolder {
  readonly id: number;
  scope: Scope | undefined;
  /** Of the signal that the method takes, where it takes one. */
  abort: AbortController | undefined;

  constructor(id: number) {
    this.id = id;
  }
}

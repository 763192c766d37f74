/** A call as an observer sees it. */
export interface ObservedCall {
  /** Whether this side makes the call or answers it. */
  readonly direction: 'out' | 'in';
  /** The interface that the method belongs to. */
  readonly interface: string;
  readonly method: string;
  readonly result: 'promise' | 'stream';
  /** The arguments, which are the callee's: an observer reads them at most. */
  readonly args: readonly unknown[];
}

/**
 * Sees every call of a connection, in both directions.
 *
 * @param next makes the call: a promise of the result, or the stream. It is called once
 * @returns what `next` returned, or something of the same kind around it
 */
export type Intercept = (call: ObservedCall, next: () => unknown) => unknown;

// Events and abort signals, as far as they mean something without a page: no phases, no bubbling.

type Listener = ((event: PlainEvent) => void) | { handleEvent(event: PlainEvent): void };

interface ListenerOptions {
  readonly once?: boolean;
  readonly signal?: PlainSignal;
}

class PlainEvent {
  readonly type: string;
  readonly cancelable: boolean;
  target: PlainTarget | null = null;
  defaultPrevented = false;
  /** Whether no more listeners are told. */
  isStopped = false;

  constructor(type: string, { cancelable = false }: { readonly cancelable?: boolean } = {}) {
    this.type = type;
    this.cancelable = cancelable;
  }

  get currentTarget(): PlainTarget | null {
    return this.target;
  }

  preventDefault(): void {
    if (this.cancelable) this.defaultPrevented = true;
  }

  stopPropagation(): void {}

  stopImmediatePropagation(): void {
    this.isStopped = true;
  }
}

class PlainTarget {
  readonly #listeners = new Map<string, Map<Listener, boolean>>();

  addEventListener(
    type: string,
    listener: Listener | null,
    options: ListenerOptions | boolean | null = {},
  ): void {
    const { once = false, signal } = typeof options === 'object' && options ? options : {};
    if (!listener || signal?.aborted) return;
    const listeners = this.#listeners.get(type) ?? new Map<Listener, boolean>();
    this.#listeners.set(type, listeners);
    if (!listeners.has(listener)) listeners.set(listener, once);
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener));
  }

  removeEventListener(type: string, listener: Listener | null): void {
    if (listener) this.#listeners.get(type)?.delete(listener);
  }

  dispatchEvent(event: PlainEvent): boolean {
    event.target = this;
    const own = (this as Record<string, unknown>)[`on${event.type}`];
    if (typeof own === 'function') tell(() => own.call(this, event));
    const listeners = this.#listeners.get(event.type);
    for (const [listener, once] of [...(listeners ?? [])]) {
      // Another one may have removed it.
      if (event.isStopped || !listeners?.has(listener)) continue;
      if (once) listeners.delete(listener);
      tell(() => (typeof listener === 'function' ? listener.call(this, event) : listener.handleEvent(event)));
    }
    return !event.defaultPrevented;
  }
}

/** What a listener throws is uncaught, and no matter of whoever dispatches the event. */
const tell = (listener: () => void): void => {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};

const key = {};
let abort: (signal: PlainSignal, reason: unknown) => void;

class PlainSignal extends PlainTarget {
  onabort: ((event: PlainEvent) => void) | null = null;
  #aborted = false;
  #reason: unknown;

  static {
    abort = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason =
        reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
      signal.dispatchEvent(new PlainEvent('abort'));
    };
  }

  /** @param own what only this module has */
  constructor(own: unknown) {
    if (own !== key) throw new TypeError('Illegal constructor');
    super();
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  static abort(reason?: unknown): PlainSignal {
    const signal = new PlainSignal(key);
    abort(signal, reason);
    return signal;
  }

  static timeout(milliseconds: number): PlainSignal {
    const signal = new PlainSignal(key);
    const late = () => abort(signal, new DOMException('The operation timed out', 'TimeoutError'));
    setTimeout(late, milliseconds);
    return signal;
  }

  static any(signals: Iterable<PlainSignal>): PlainSignal {
    const any = new PlainSignal(key);
    for (const signal of signals) {
      if (signal.aborted) abort(any, signal.reason);
      else signal.addEventListener('abort', () => abort(any, signal.reason), { signal: any });
    }
    return any;
  }
}

class PlainController {
  readonly signal = new PlainSignal(key);

  abort(reason?: unknown): void {
    abort(this.signal, reason);
  }
}

export const events = {
  Event: PlainEvent,
  EventTarget: PlainTarget,
  AbortSignal: PlainSignal,
  AbortController: PlainController,
};

// Events and abort signals, as far as they mean something without a page: no phases, no bubbling.

type Listener = ((event: PlainEvent) => void) | { handleEvent(event: PlainEvent): void };

interface ListenerOptions {
  readonly once?: boolean;
  readonly signal?: PlainSignal;
}

class PlainEvent {
  readonly type: string;
  target: PlainTarget | undefined;

  constructor(type: string) {
    this.type = type;
  }
}

class PlainTarget {
  readonly #listeners = new Map<string, Map<Listener, boolean>>();

  addEventListener(type: string, listener: Listener | null, options: ListenerOptions | boolean = {}): void {
    const { once = false, signal } = typeof options === 'boolean' ? {} : options;
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
    if (typeof own === 'function') own.call(this, event);
    const listeners = this.#listeners.get(event.type);
    for (const [listener, once] of [...(listeners ?? [])]) {
      if (once) listeners?.delete(listener);
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
    }
    return true;
  }
}

let makeSignal: () => PlainSignal;
let abort: (signal: PlainSignal, reason: unknown) => void;

class PlainSignal extends PlainTarget {
  onabort: ((event: PlainEvent) => void) | null = null;
  #aborted = false;
  #reason: unknown;

  static {
    makeSignal = () => new PlainSignal();
    abort = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason ?? new DOMException('This operation was aborted', 'AbortError');
      signal.dispatchEvent(new PlainEvent('abort'));
    };
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
    const signal = makeSignal();
    abort(signal, reason);
    return signal;
  }

  static timeout(milliseconds: number): PlainSignal {
    const signal = makeSignal();
    const late = () => abort(signal, new DOMException('The operation timed out', 'TimeoutError'));
    setTimeout(late, milliseconds);
    return signal;
  }

  static any(signals: Iterable<PlainSignal>): PlainSignal {
    const any = makeSignal();
    for (const signal of signals) {
      if (signal.aborted) abort(any, signal.reason);
      else signal.addEventListener('abort', () => abort(any, signal.reason), { signal: any });
    }
    return any;
  }
}

class PlainController {
  readonly signal = makeSignal();

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

import { type Channel, channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { tellListener } from './tell-listener.ts';

/** A channel of Node's diagnostics. All copies of this package in one process share it by its name. */
export class TypedChannel<Event extends object> {
  readonly #name: string;
  readonly #channel: Channel;

  constructor(name: string) {
    this.#name = name;
    this.#channel = channel(name);
  }

  get isObserved(): boolean {
    return this.#channel.hasSubscribers;
  }

  publish(event: Event): void {
    this.#channel.publish(event);
  }

  /** @param listener where it throws or rejects, Node warns, and all else goes on */
  observe(listener: (event: Event) => unknown): Disposable {
    const onEvent = (event: unknown): void =>
      tellListener(`A listener of '${this.#name}'`, () => listener(event as Event));
    subscribe(this.#name, onEvent);
    return {
      [Symbol.dispose]: () => {
        unsubscribe(this.#name, onEvent);
      },
    };
  }
}

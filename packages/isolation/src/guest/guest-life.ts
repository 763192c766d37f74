import type { PluginManifest, Providers } from '@mortise/core';
import { speaking, textOf } from '@mortise/rpc';
import { nameOf } from '../provider-path.ts';
import type { Activation, Guest, Json } from './guest.contract.ts';
import { GuestFault, type GuestModule } from './guest-module.ts';

/** What is offered by a name: something from the start, the provider later. */
interface Place {
  object: object;
}

/** By path. */
export type Places = Readonly<Record<string, Place>>;

/** The life of one plugin in its own realm, as the host directs it. */
export class GuestLife implements Guest {
  readonly #manifest: PluginManifest;
  readonly #found: GuestModule | GuestFault;
  readonly #services: () => Promise<Readonly<Record<string, object>>>;
  readonly #end = new AbortController();
  #context: object | undefined;
  readonly #places: Places;

  /**
   * @param found the plugin, or why there is none
   * @param services the stubs of the host's services, by their names in the context
   * @param places where the providers go once the plugin is active
   */
  constructor(
    manifest: PluginManifest,
    found: GuestModule | GuestFault,
    services: () => Promise<Readonly<Record<string, object>>>,
    places: Places,
  ) {
    this.#manifest = manifest;
    this.#found = found;
    this.#services = services;
    this.#places = places;
  }

  async activate(raw?: Json): Promise<Activation> {
    if (this.#found instanceof GuestFault) return failed(this.#found);
    const { code } = this.#found;
    const { id, version, provides } = this.#manifest;
    let config: unknown;
    try {
      config = await code.config?.(raw);
    } catch (error) {
      return failed(new GuestFault('configure_failed', textOf('config()', error)));
    }
    const context = { ...(await this.#services()), id, version, signal: this.#end.signal, config };
    let providers: Providers;
    try {
      providers = await code.activate(context);
    } catch (error) {
      throw speaking('activate()', error);
    }
    this.#context = context;
    const missing: string[] = [];
    try {
      for (const [path, { key }] of Object.entries(provides)) {
        const provider = read(providers, key, nameOf(path));
        if (isObject(provider)) (this.#places[path] as Place).object = provider;
        else missing.push(path);
      }
    } catch (error) {
      // What was returned is live, also where it cannot be read.
      await this.deactivate().catch(() => {});
      throw error;
    }
    return { kind: 'active', missing };
  }

  async abort(): Promise<void> {
    this.#end.abort(new Error(`Plugin '${this.#manifest.id}' is ending`));
  }

  async deactivate(): Promise<void> {
    await this.abort();
    if (!this.#context || this.#found instanceof GuestFault) return;
    try {
      await this.#found.code.deactivate?.(this.#context);
    } catch (error) {
      throw speaking('deactivate()', error);
    }
  }

  async ping(): Promise<void> {}
}

/** A provider's place in what `activate` returned, which may be anything, such as a proxy. */
const read = (providers: Providers | undefined, key: string, name: string): object | undefined => {
  try {
    return providers?.[key]?.[name];
  } catch (error) {
    const why = textOf('it', error);
    throw Object.assign(new Error(`what activate() returned cannot be read at '${key}.${name}': ${why}`), {
      hint: `Return { ${key}: { ${name}: … } }, whose members are there without code that may throw`,
    });
  }
};

const failed = ({ code, message }: GuestFault): Activation => ({ kind: 'failed', code, message });

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

import { messageOf, type PluginManifest } from '@mortise/core';
import type { Activation, Guest, Json } from './guest.contract.ts';
import { GuestFault, type GuestModule } from './guest-module.ts';

/** The life of one plugin in its own realm, as the host directs it. */
export class GuestLife implements Guest {
  readonly #manifest: PluginManifest;
  readonly #found: GuestModule | GuestFault;
  readonly #services: () => Promise<Readonly<Record<string, object>>>;
  readonly #end = new AbortController();
  #context: object | undefined;
  /** By path. */
  readonly #providers = new Map<string, object | undefined>();

  /**
   * @param found the plugin, or why there is none
   * @param services the stubs of the host's services, by their names in the context
   */
  constructor(
    manifest: PluginManifest,
    found: GuestModule | GuestFault,
    services: () => Promise<Readonly<Record<string, object>>>,
  ) {
    this.#manifest = manifest;
    this.#found = found;
    this.#services = services;
  }

  /** The provider at a path, once the plugin is active. */
  provider(path: string): object | undefined {
    return this.#providers.get(path);
  }

  async activate(raw?: Json): Promise<Activation> {
    if (this.#found instanceof GuestFault) return failed(this.#found);
    const { code } = this.#found;
    const { id, version, provides } = this.#manifest;
    let config: unknown;
    try {
      config = await code.config?.(raw);
    } catch (error) {
      return failed(new GuestFault('configure_failed', messageOf(error)));
    }
    const context = { ...(await this.#services()), id, version, signal: this.#end.signal, config };
    const providers = await code.activate(context);
    this.#context = context;
    for (const [path, { key }] of Object.entries(provides))
      this.#providers.set(path, providers?.[key]?.[path.slice(path.indexOf('/') + 1)]);
    return {
      kind: 'active',
      missing: Object.keys(provides).filter((path) => !isObject(this.provider(path))),
    };
  }

  async abort(): Promise<void> {
    this.#end.abort(new Error(`Plugin '${this.#manifest.id}' is ending`));
  }

  async deactivate(): Promise<void> {
    await this.abort();
    if (this.#context && !(this.#found instanceof GuestFault))
      await this.#found.code.deactivate?.(this.#context);
  }

  async ping(): Promise<void> {}
}

const failed = ({ code, message }: GuestFault): Activation => ({ kind: 'failed', code, message });

const isObject = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

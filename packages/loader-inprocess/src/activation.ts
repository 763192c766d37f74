import type { Artifact, PluginCode, PluginContext, PluginManifest, Providers } from '@mortise/core';
import { missingProvider } from './errors.ts';

type Context = PluginContext & { readonly config: undefined };

/** One plugin in one scope, from `activate` to `deactivate`. */
export class Activation {
  readonly #code: PluginCode;
  readonly #context: Context;
  readonly #failed = new AbortController();

  /**
   * @param code the plugin's own
   * @param context with the configuration as the plugin decoded it
   */
  constructor(code: PluginCode, context: Context) {
    this.#code = code;
    this.#context = { ...context, signal: AbortSignal.any([context.signal, this.#failed.signal]) };
  }

  /**
   * Activates the plugin and checks what it returns: TypeScript authors are told by the compiler,
   * others here.
   *
   * @throws MortiseError `missing_provider`, after the plugin has ended; what `activate` throws
   */
  async begin(artifact: Artifact, { provides }: PluginManifest): Promise<Providers> {
    const providers = await this.#code.activate(this.#context);
    const missing = Object.entries(provides).flatMap(([path, { key }]) => {
      const name = path.slice(path.indexOf('/') + 1);
      return isProvider(providers?.[key]?.[name]) ? [] : [{ path, place: `${key}.${name}` }];
    });
    if (missing.length === 0) return providers;
    // To the registry this activation fails, so that it will not end what the plugin has begun.
    this.#failed.abort(missingProvider(artifact, missing));
    const cause = await this.end().then(
      () => undefined,
      (error: unknown) => error,
    );
    throw missingProvider(artifact, missing, cause);
  }

  /** Hands the plugin the very context that it was activated with. */
  async end(): Promise<void> {
    await this.#code.deactivate?.(this.#context);
  }
}

const isProvider = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

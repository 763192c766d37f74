import type { Phase, Plugin, Providers } from '@mortise/core';
import { missingService, pluginFailed, serviceRevoked } from './errors.ts';
import type { RegistryOptions } from './registry.ts';

/** A live plugin: its providers and its end. */
export interface Instance {
  /** By contract key, then by provider name. */
  readonly providers: Providers;
  /** Deactivates the plugin, then revokes its services, also when it throws. */
  end(): Promise<void>;
}

/**
 * Takes a plugin through its dependencies, services, configuration and activation. When a step fails,
 * what came before it is undone and the error names plugin and phase.
 *
 * @param plugin what to activate
 * @param options the scope's services and configuration
 * @param signal aborts when the scope's end begins
 * @param dependencies the plugins that must be active before
 * @throws MortiseError `connect_failed`, `activate_failed`
 */
export const activate = async (
  { manifest: { id, version, uses = [] }, code }: Plugin,
  { services = {}, config = {} }: RegistryOptions<Record<string, unknown>>,
  signal: AbortSignal,
  dependencies: readonly Promise<unknown>[],
): Promise<Instance> => {
  const context: Record<string, unknown> = { id, version, signal };
  let phase: Phase = 'connect';
  let providers: Providers | undefined;
  let revoked = false;

  // The check is in the method, because a plugin may keep a method and not only its service; the
  // proxy's target is empty, because the members of a frozen target could not be replaced.
  const revocable = (service: Record<PropertyKey, (...args: unknown[]) => unknown>): object =>
    new Proxy(
      {},
      {
        get:
          (_, method) =>
          (...args: unknown[]) => {
            if (revoked) throw serviceRevoked(id);
            return service[method]?.(...args);
          },
      },
    );
  const end = async () => {
    phase = 'deactivate';
    try {
      if (providers) await code.deactivate?.();
    } catch (cause) {
      throw pluginFailed(id, phase, cause);
    } finally {
      revoked = true;
    }
  };

  try {
    await Promise.all(dependencies);
    for (const { contract, key, as, optional, grant } of uses) {
      let service = services[contract] ?? services[key];
      if (typeof service === 'function') service = await service({ id, version, grant });
      if (service) context[as] = revocable(service as never);
      else if (!optional) throw missingService(contract);
    }
    phase = 'activate';
    context.config = code.config?.(config[id]);
    providers = (await code.activate(context)) as Providers;
    signal.throwIfAborted();
    return { providers, end };
  } catch (cause) {
    const failed = pluginFailed(id, phase, cause);
    // What went wrong first is what a person must know; a failing clean-up would hide it.
    await end().catch(() => {});
    throw failed;
  }
};

import type { Phase, Plugin, Providers } from '@mortise/core';
import { missing, pluginFailed, serviceRevoked } from './errors.ts';

/** A live plugin: its providers and its end. */
export interface Instance {
  /** By contract key, then by provider name; all that the manifest promises. */
  readonly providers: Providers;
  /** Deactivates the plugin, then revokes its services, also when it throws. */
  end(): Promise<void>;
}

/** What the host gives to all plugins of a scope. */
export interface Given {
  /** By key or contract id. */
  readonly services?: Readonly<Record<string, unknown>>;
  /** By plugin id. */
  readonly config?: Readonly<Record<string, unknown>>;
}

type Service = Record<PropertyKey, (...args: unknown[]) => unknown>;

/**
 * Takes a plugin through its dependencies, services, configuration and activation. When a step fails,
 * the services are revoked and the error names plugin and phase.
 *
 * @param plugin what to activate
 * @param given the scope's services and configuration
 * @param signal the plugin's own, which aborts when the scope's end begins
 * @param dependencies the plugins that must be active before
 * @throws MortiseError `connect_failed`, `configure_failed`, `activate_failed`
 */
export const activate = async (
  { manifest, code }: Plugin,
  { services = {}, config = {} }: Given,
  signal: AbortSignal,
  dependencies: readonly Promise<unknown>[],
): Promise<Instance> => {
  const { id, version } = manifest;
  const context: Record<string, unknown> = { id, version, signal };
  let revoked = false;

  /** Runs a step of the plugin's life; when it fails, the services are revoked and the error says where. */
  const attempt = async <T>(phase: Phase, step: () => T | Promise<T>): Promise<T> => {
    try {
      return await step();
    } catch (cause) {
      revoked = true;
      throw pluginFailed(id, phase, cause);
    }
  };

  // The check is in the method, because a plugin may keep a method and not only its service. What the
  // service lacks is lacking here too: a `then` would make a promise of it, which never settles. The
  // proxy's target is empty, because the members of a frozen target could not be replaced.
  const revocable = (service: Service): object =>
    new Proxy(
      {},
      {
        get: (_, method) =>
          service[method] &&
          ((...args: unknown[]) => {
            if (revoked) throw serviceRevoked(id);
            return service[method]?.(...args);
          }),
      },
    );

  await attempt('connect', async () => {
    await Promise.all(dependencies);
    for (const { contract, key, as, grant, optional } of manifest.uses ?? []) {
      let service = services[contract] ?? services[key];
      if (typeof service === 'function') service = await service({ id, version, grant, signal });
      if (service) context[as] = revocable(service as Service);
      else if (!optional) throw missing('service', contract);
    }
    signal.throwIfAborted();
  });
  context.config = await attempt('configure', () => code.config?.(config[id]));
  const end = () =>
    attempt('deactivate', async () => {
      await code.deactivate?.(context);
      revoked = true;
    });
  const providers = await attempt('activate', async () => {
    const returned = await code.activate(context);
    for (const [path, { key }] of Object.entries(manifest.provides)) {
      if (!returned?.[key]?.[path.split('/')[1]!]) {
        // What is missing matters more than how the end of the rest fails.
        await end().catch(() => {});
        throw missing('provider', path);
      }
    }
    return returned;
  });
  return { providers, end };
};

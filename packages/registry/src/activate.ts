import type { Phase, Plugin, Providers } from '@mortise/core';
import { missing, pluginFailed, serviceRevoked } from './errors.ts';

/** A live plugin: its providers and its end. */
export interface Instance {
  /** By contract key, then by provider name; less than its manifest says, where the plugin is wrong. */
  readonly providers: Providers | undefined;
  /** Deactivates the plugin, then revokes its services, also when it throws. */
  end(): Promise<void>;
}

type Service = Record<PropertyKey, (...args: unknown[]) => unknown>;

/**
 * Takes a plugin through its dependencies, services, configuration and activation. When a step fails,
 * the services are revoked and the error names plugin and phase.
 *
 * @param plugin what to activate
 * @param services the host's services, by key or contract id; an object without a prototype
 * @param config the plugin's own configuration, as the host gave it
 * @param signal the plugin's own, which aborts when the scope's end begins
 * @param dependencies the plugins that must be active before
 * @throws MortiseError `connect_failed`, `configure_failed`, `activate_failed`
 */
export const activate = (
  { manifest: { id, version, uses = [] }, code }: Plugin,
  services: Readonly<Record<string, unknown>>,
  config: unknown,
  signal: AbortSignal,
  dependencies: readonly Promise<unknown>[],
): Promise<Instance> => {
  let phase: Phase = 'connect';
  let revoked = false;

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

  const fail = (cause: unknown): never => {
    revoked = true;
    throw pluginFailed(id, phase, cause);
  };

  const begin = async (): Promise<Instance> => {
    const context: Record<string, unknown> = { id, version, signal };
    await Promise.all(dependencies);
    for (const use of uses) {
      let service = services[use.contract] ?? services[use.key];
      if (typeof service === 'function') service = await service({ id, version, grant: use.grant });
      if (service) context[use.as] = revocable(service as Service);
      else if (!use.optional) throw missing('service', use.contract);
    }
    signal.throwIfAborted();
    phase = 'configure';
    context.config = code.config?.(config);
    phase = 'activate';
    const providers = await code.activate(context);
    return { providers, end: () => end().catch(fail) };
  };

  const end = async (): Promise<void> => {
    phase = 'deactivate';
    await code.deactivate?.();
    revoked = true;
  };

  return begin().catch(fail);
};

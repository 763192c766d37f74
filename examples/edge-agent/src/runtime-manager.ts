import { type AppSpec, type AppStatus, type LogLine, Runtime } from '@era/runtime';
import type { Registry } from '@mortise/registry';
import { duplicateApp, notInstalled } from './errors.ts';

/** An application with the name of the runtime that it is on. */
export interface ManagedStatus extends AppStatus {
  readonly runtime: string;
}

interface Managed {
  readonly app: AppSpec;
  readonly runtime: Promise<Runtime>;
}

/**
 * Selects the runtime of each application by its spec, and sends to it what concerns that
 * application. It does not know which runtimes there are: that is the build's matter.
 */
export class RuntimeManager {
  readonly #registry: Pick<Registry, 'find'>;
  readonly #apps = new Map<string, Managed>();

  constructor(registry: Pick<Registry, 'find'>) {
    this.#registry = registry;
  }

  /**
   * Installs an application on the runtime that it names.
   *
   * @throws `unknown_provider`, listing what this build has; `duplicate_app`; what the runtime throws
   */
  async install(app: AppSpec): Promise<void> {
    if (this.#apps.has(app.id)) throw duplicateApp(app.id);
    const runtime = this.#registry.find(Runtime, app.runtime);
    this.#apps.set(app.id, { app, runtime });
    try {
      await (await runtime).install(app);
    } catch (error) {
      this.#apps.delete(app.id);
      throw error;
    }
  }

  /** Starts an installed application; resolves when it runs. */
  async start(id: string): Promise<void> {
    const { app, runtime } = this.#managed(id);
    await (await runtime).start(app);
  }

  /** Ends an application; resolves when it has ended. See `Runtime.stop` for `timeout`. */
  async stop(id: string, timeout?: number): Promise<void> {
    await (await this.#managed(id).runtime).stop(id, timeout);
  }

  /** Ends all applications at once. */
  async stopAll(timeout?: number): Promise<void> {
    await Promise.all([...this.#apps.keys()].map((id) => this.stop(id, timeout)));
  }

  async status(id: string): Promise<ManagedStatus> {
    const { app, runtime } = this.#managed(id);
    return { ...(await (await runtime).status(id)), runtime: app.runtime };
  }

  async list(): Promise<ManagedStatus[]> {
    return Promise.all([...this.#apps.keys()].map((id) => this.status(id)));
  }

  async *logs(id: string, signal?: AbortSignal): AsyncGenerator<LogLine, void, undefined> {
    yield* (await this.#managed(id).runtime).logs(id, signal);
  }

  #managed(id: string): Managed {
    const managed = this.#apps.get(id);
    if (!managed) throw notInstalled(id);
    return managed;
  }
}

import type { AppSpec, AppStatus, LogLine, Runtime } from '@era/runtime';
import type { Plugin } from '@mortise/core';
import { createCatalog, createRegistry } from '@mortise/registry';

/** A runtime that only remembers what it was asked. */
export class FakeRuntime implements Runtime {
  readonly calls: string[] = [];
  readonly #states = new Map<string, AppStatus['state']>();

  async install({ id }: AppSpec): Promise<void> {
    this.#note('install', id, 'installed');
  }
  async start({ id }: AppSpec): Promise<void> {
    this.#note('start', id, 'running');
  }
  async stop(id: string, timeout?: number): Promise<void> {
    this.#note(timeout === undefined ? 'stop' : `stop(${timeout})`, id, 'stopped');
  }
  async delete(id: string): Promise<void> {
    this.calls.push(`delete ${id}`);
  }
  async status(id: string): Promise<AppStatus> {
    return { id, state: this.#states.get(id) ?? 'failed' };
  }
  async *logs(id: string): AsyncGenerator<LogLine> {
    yield { stream: 'stdout', text: `output of ${id}`, time: 0 };
  }

  #note(call: string, id: string, state: AppStatus['state']): void {
    this.calls.push(`${call} ${id}`);
    this.#states.set(id, state);
  }
}

/** A registry of its own, with a plugin for each of these runtimes. */
export const registryOf = (runtimes: Readonly<Record<string, Runtime>>) =>
  createRegistry(
    createCatalog(
      Object.entries(runtimes).map(
        ([name, runtime]): Plugin => ({
          manifest: {
            id: `fake.${name}`,
            version: '1.0.0',
            provides: { [`era:runtime@1/${name}`]: { key: 'runtime', version: '1.0.0' } },
          },
          code: { activate: () => ({ runtime: { [name]: runtime } }) },
        }),
      ),
    ),
    { services: {} },
  );

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const product = fileURLToPath(new URL('../..', import.meta.url));
const worker = 'plugins/runtime-wasm/src/wasi-worker.js';

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** One `era` command that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits for text on standard output. */
  readonly printed: (text: string) => Promise<void>;
}

/** A machine for tests: builds of the agent, with working, state and temporary folders of its own. */
export class Machine {
  readonly #root: string;
  readonly #running = new Set<Running>();

  private constructor(root: string) {
    this.#root = root;
  }

  static async create(): Promise<Machine> {
    const machine = new Machine(await mkdtemp(join(tmpdir(), 'machine-')));
    for (const folder of ['work', 'tmp']) await mkdir(join(machine.#root, folder));
    for (const profile of ['edge', 'full']) {
      const outfile = join(machine.#root, profile, 'main.mjs');
      const conditions = [`profile-${profile}`, '@mortise/source', 'module'];
      const entryPoints = [join(product, 'src/main.ts')];
      await build({ entryPoints, outfile, conditions, bundle: true, format: 'esm', platform: 'node' });
      const beside = { entryPoints: [join(product, worker)], outfile: join(outfile, '../wasi-worker.js') };
      await build({ ...beside, bundle: true, format: 'esm', platform: 'node' });
      await writeFile(join(machine.#root, profile, 'package.json'), '{"type": "module"}');
    }
    return machine;
  }

  /** Writes an application's file. */
  async app(id: string, rest: object): Promise<string> {
    await writeFile(join(this.#root, 'work', `${id}.json`), JSON.stringify({ id, ...rest }));
    return `${id}.json`;
  }

  /** Starts a command; `profile` is the build. */
  start(args: readonly string[], profile: 'edge' | 'full' = 'full'): Running {
    const child = spawn(process.execPath, [join(this.#root, profile, 'main.mjs'), ...args], {
      cwd: join(this.#root, 'work'),
      env: { PATH: process.env.PATH, TMPDIR: join(this.#root, 'tmp') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const text = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk) => (text.out += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk) => (text.err += chunk));
    const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...text })));
    const printed = (wanted: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => text.out.includes(wanted) && resolve();
        child.stdout.on('data', look);
        look();
        void ended.then(({ out, err }) => reject(new Error(`No '${wanted}' in: ${out}${err}`)));
      });
    const running = { child, ended, printed };
    this.#running.add(running);
    void ended.then(() => this.#running.delete(running));
    return running;
  }

  /** Runs a command to its end. */
  run(args: readonly string[], profile?: 'edge' | 'full'): Promise<Ended> {
    return this.start(args, profile).ended;
  }

  /** What commands have left in the folder for temporary files. */
  async leftOvers(): Promise<string[]> {
    return readdir(join(this.#root, 'tmp'));
  }

  /** Ends what a test that failed has left, so that it is nothing to the next one. */
  async clear(): Promise<void> {
    for (const { child } of this.#running) child.kill('SIGKILL');
    await Promise.all([...this.#running].map(({ ended }) => ended));
    for (const name of await this.leftOvers())
      await rm(join(this.#root, 'tmp', name), { recursive: true, force: true });
  }

  async dispose(): Promise<void> {
    await this.clear();
    await rm(this.#root, { recursive: true });
  }
}

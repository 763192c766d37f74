import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** What a plugin took in one isolation. */
interface IsolationFigures {
  /** From the question for the provider until its first answer, in milliseconds. */
  readonly start: number;
  /** One call after the other, in milliseconds. */
  readonly call: number;
  /** Of this process and of what it has started, in bytes. */
  readonly memory: number;
}

/** The figures of one isolation, or why this machine has not what it takes. */
export type IsolationRun = IsolationFigures | { readonly lacking: string };

/**
 * Runs what was built of one plugin for one isolation.
 *
 * @param product the folder of examples/side-by-side, absolute
 * @param isolation the name of a profile, too
 * @throws Error where it is here, and does not work
 */
export const runIsolation = (product: string, isolation: string): Promise<IsolationRun> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join('dist', isolation, 'main.js')],
      { cwd: product },
      (error, stdout, stderr) => {
        if (!error) {
          resolve(JSON.parse(stdout) as IsolationFigures);
          return;
        }
        const [, message] = /Error\]?: (.*)/.exec(stderr) ?? [];
        // There is no Deno for every machine that has Node.
        if (message && stderr.includes("'deno_not_found'")) resolve({ lacking: message });
        else reject(new Error(`Isolation '${isolation}' does not work: ${message ?? error.message}`));
      },
    );
  });

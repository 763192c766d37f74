import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** What an agent said of one application. */
export interface Answer {
  /** Milliseconds from the start of the process to the return of the first call of a provider. */
  readonly firstCall?: number;
  /** What the application printed, or why it did not run. */
  readonly text: string;
  readonly ok: boolean;
}

/** One line of `era run --json`. */
interface AgentEvent {
  readonly event: 'first-call' | 'started' | 'output' | 'ended' | 'error';
  readonly ms?: number;
  readonly stream?: string;
  readonly text?: string;
  readonly message?: string;
  readonly exitCode?: number;
}

/**
 * Runs an application in a built agent, to its end.
 *
 * @param product the agent's folder, absolute
 * @param profile which of its builds
 * @param spec the application's file, relative to the agent
 */
export const runAgent = (product: string, profile: string, spec: string): Promise<Answer> =>
  new Promise((resolve) => {
    const args = [
      join('dist', profile, 'main.js'),
      'run',
      spec,
      '--json',
      '--state',
      join('dist', profile, 'state'),
    ];
    execFile(process.execPath, args, { cwd: product }, (error, stdout, stderr) => {
      const events = `${stdout}\n${stderr}`.split('\n').flatMap(parse);
      const failure = events.find(({ event }) => event === 'error')?.message;
      const lines = events
        .filter(({ event, stream }) => event === 'output' && stream === 'stdout')
        .map(({ text = '' }) => text);
      const firstCall = events.find(({ event }) => event === 'first-call')?.ms;
      resolve({
        text: failure ?? (lines.length > 0 ? lines.join(' ') : (error?.message ?? 'nothing')),
        ok: error === null,
        ...(firstCall === undefined ? {} : { firstCall }),
      });
    });
  });

const parse = (line: string): AgentEvent[] => {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
};

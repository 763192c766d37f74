import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Attack } from './attack.ts';
import { bundlePlugin, plant, readIfThere } from './prepare.ts';
import type { CellReport, CellTask } from './report.ts';
import { type Judged, judge, type Verdict } from './verdict.ts';
import { type CellBounds, watchCell } from './watch-cell.ts';

/** What a cell needs beside its attack. */
export interface CellOptions {
  readonly loader: Judged;
  /** The loader's module, as a URL. */
  readonly subject: string;
  /** The port of a server on the loopback interface, and how many requests came with a mark. */
  readonly server: { readonly port: number; requests(mark: string): number };
  readonly bounds: CellBounds;
  /** Flags of Node for the cell's process. */
  readonly flags: readonly string[];
}

const cell = fileURLToPath(
  new URL(`./cell.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
);

/** The stages in which a cell has nothing left to do but exit. */
const endings: readonly (string | undefined)[] = ['leak check', 'done'];

/**
 * Runs one attack behind one loader, in a process of its own, and removes everything that is left.
 *
 * @throws where the attack cannot be bundled
 */
export const runCell = async (attack: Attack, options: CellOptions): Promise<Verdict> => {
  const { loader, subject, server, bounds, flags } = options;
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'mortise-hostile-')));
  const mark = `mark-${randomUUID()}`;
  const secret = `secret-${randomUUID()}`;
  try {
    const planted = plant(work, secret);
    const words = { ...planted.words, PORT: String(server.port), MARK: mark };
    const folders = { hostile: join(work, 'hostile'), neighbour: join(work, 'neighbour') };
    await bundlePlugin(attack.name, folders.hostile, {
      provider: 'hostile',
      words,
      more: {
        ...(attack.callTimeout ? { callTimeout: attack.callTimeout } : {}),
        // Else a busy machine would decide whether it starts.
        ...(attack.expects.includes('start_timeout') ? { startTimeout: '2s' } : {}),
      },
    });
    const more = { callTimeout: '1s', startTimeout: '10s' };
    await bundlePlugin('neighbour', folders.neighbour, { provider: 'neighbour', words, more });
    for (const folder of ['home', 'tmp']) mkdirSync(join(work, folder));
    const task: CellTask = {
      attack,
      subject,
      ...folders,
      report: join(work, 'report.json'),
      planted: planted.folder,
      secrets: [secret, hostname(), work, process.cwd(), process.execPath],
    };
    writeFileSync(join(work, 'task.json'), JSON.stringify(task));
    const start = performance.now();
    const args = [...flags, cell, join(work, 'task.json')];
    const read = (): CellReport | undefined => {
      const text = readIfThere(task.report);
      return text ? JSON.parse(text) : undefined;
    };
    const isEnding = (): boolean => endings.includes(read()?.stage);
    const watched = await watchCell(args, environment(work, secret, mark), mark, bounds, isEnding);
    return judge(attack, loader, {
      report: read(),
      watched,
      requests: server.requests(mark),
      files: ['home', 'tmp'].flatMap((folder) =>
        readdirSync(join(work, folder)).map((file) => `${folder}/${file}`),
      ),
      took: Math.round(performance.now() - start),
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

/** A host's environment, with a secret in it and a home of its own. */
const environment = (work: string, secret: string, mark: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: join(work, 'home'),
  TMPDIR: join(work, 'tmp'),
  MORTISE_HOSTILE_SECRET: secret,
  // By which whatever it starts is known, wherever that goes.
  MORTISE_HOSTILE_MARK: mark,
});

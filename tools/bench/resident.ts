import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { collectGarbage } from './collect-garbage.ts';

/** Something that was started: in this process, or as one of its own. */
interface Instance {
  readonly pid?: number;
  end(): Promise<void>;
}

/**
 * How much resident memory an idle instance takes: this process's growth by all of them, and the whole of theirs where
 * they are processes. Of these each counts the pages that all of them share. The first time in a process also counts
 * what this loads once for all: leave it out.
 *
 * @param start starts one, and resolves when it has answered once
 * @param count how many are alive at a time
 * @returns bytes an instance
 */
export async function residentEach(start: () => Promise<Instance>, count = 20): Promise<number> {
  const instances: Instance[] = [];
  try {
    await settle();
    const before = process.memoryUsage.rss();
    while (instances.length < count) instances.push(await start());
    await settle();
    const here = process.memoryUsage.rss() - before;
    const there = instances.flatMap(({ pid }) => (pid === undefined ? [] : [residentOf(pid)]));
    return there.reduce((sum, each) => sum + each, here) / count;
  } finally {
    await Promise.all(instances.map((instance) => instance.end()));
  }
}

/** Collects garbage until three times nothing more goes: threads of the engine free memory a while later. */
async function settle(): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  for (let idle = 0; idle < 3; ) {
    collectGarbage();
    await setTimeout(10);
    const now = process.memoryUsage.rss();
    idle = now < least ? 0 : idle + 1;
    least = Math.min(least, now);
  }
}

/** The resident set of another process, in bytes. */
export function residentOf(pid: number): number {
  if (process.platform === 'linux') {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(line?.[1]) * 1024;
  }
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' })) * 1024;
}

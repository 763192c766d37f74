import { execFileSync } from 'node:child_process';

/** The processes that a process has started and that run Deno: it also has a shell that sweeps behind them. */
export function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n');
  return lines.flatMap((line) => {
    const [child, parent, command] = line.trim().split(/\s+/);
    return Number(parent) === pid && command?.includes('deno') ? [Number(child)] : [];
  });
}

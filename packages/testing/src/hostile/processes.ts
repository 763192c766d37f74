import { readdirSync, readFileSync } from 'node:fs';

/** One process of this machine. */
export interface SeenProcess {
  readonly pid: number;
  /** Its command line, shortened. */
  readonly command: string;
  /** Resident memory in bytes. */
  readonly memory: number;
}

const page = 4_096;

/**
 * The processes of a session, and those that have left it and carry a mark in their command line, or in the
 * environment that they were started with. Only Linux tells; elsewhere there are none.
 */
export const listProcesses = (session: number, mark: string): SeenProcess[] =>
  pids().flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command's name stands in brackets and may hold anything.
      const [state, , , ofSession, ...more] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const isOurs =
        Number(ofSession) === session || command.includes(mark) || environmentOf(pid).includes(mark);
      if (!isOurs || state === 'Z' || pid === process.pid) return [];
      return [{ pid, command: command.slice(0, 120), memory: Number(more[17]) * page }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });

/** Only that of our own processes can be read. */
const environmentOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
};

const pids = (): number[] => {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
};

/** Ends processes by force; those that have ended are passed over. */
export const killAll = (processes: readonly SeenProcess[]): void => {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
};

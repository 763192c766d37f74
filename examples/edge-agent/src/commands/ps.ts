import { type Claim, patience } from '../agent-directory.ts';
import { ask } from '../control/client.ts';
import { duration, outcomeOf } from '../outcome.ts';
import { table } from '../output.ts';
import type { ManagedStatus } from '../runtime-manager.ts';
import type { Command } from './command.ts';
import { findDirectory } from './directory.ts';

/** An application as `era ps` lists it; `lost` when its agent was killed, `unknown` when it does not answer. */
type Row = Omit<ManagedStatus, 'state'> & {
  readonly state: ManagedStatus['state'] | 'lost' | 'unknown';
  readonly agent: number;
};

/** `era ps`: the applications of all agents that share a state folder. Lost ones are shown once. */
export const ps: Command = async ({ options, out }) => {
  const directory = await findDirectory(options.state);
  const rows: Row[] = [];
  for await (const claim of directory?.claims() ?? []) {
    const row = await rowOf(claim);
    // Asking again removes what is stale, unless an agent answers by now.
    if (row.state === 'lost') await directory?.isAlive(claim);
    rows.push(row);
  }
  rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  const lines = options.json
    ? rows.map((row) => JSON.stringify(row))
    : table([
        ['ID', 'RUNTIME', 'AGENT', 'STATE'],
        ...rows.map((row) => [row.id, row.runtime, String(row.agent), describe(row)]),
      ]);
  for (const line of lines) await out.line(line);
  return 0;
};

const rowOf = async ({ id, runtime, address, pid: agent }: Claim): Promise<Row> => {
  try {
    for await (const status of ask<ManagedStatus>(address, { ask: 'list' }, patience)) {
      if (status.id === id) return { ...status, agent };
    }
    return { id, runtime, agent, state: 'unknown' };
  } catch (error) {
    const isGone = (error as { code?: string }).code === 'agent_gone';
    return { id, runtime, agent, state: isGone ? 'lost' : 'unknown' };
  }
};

const describe = (row: Row): string => {
  if (row.state === 'lost') return 'lost: its agent was killed';
  if (row.state === 'unknown') return 'unknown: its agent does not answer';
  if (row.state !== 'running' || row.startedAt === undefined) return outcomeOf(row as ManagedStatus);
  return `running for ${duration(Date.now() - row.startedAt)}`;
};

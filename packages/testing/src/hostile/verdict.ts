import type { Attack, Expected } from './attack.ts';
import { isLateness } from './neighbour.ts';
import type { CellReport, Outcome } from './report.ts';
import { findUnsupported, type Unsupported } from './unsupported.ts';
import type { Watched } from './watch-cell.ts';

/** One cell of the matrix. */
export interface Verdict {
  readonly attack: string;
  readonly loader: string;
  readonly verdict: 'contained' | 'unsupported' | 'FAILED';
  /** Where it is `unsupported`. */
  readonly unsupported?: { readonly reason: string; readonly use: string } | undefined;
  /** What was seen that should not be, each as a clause; also where it is `unsupported`. */
  readonly faults: readonly string[];
  /** Whether the platform offered nothing to attack. */
  readonly isEmpty: boolean;
  /** How the attacked call ended. */
  readonly outcome?: Outcome | undefined;
  /** How long a call of the neighbour took at most, in milliseconds. */
  readonly slowest: number;
  /** How much resident memory the host took more than before, in bytes. */
  readonly memory: number;
  /** In milliseconds. */
  readonly took: number;
}

/** What is known of a cell when it has ended. */
export interface Seen {
  readonly report?: CellReport | undefined;
  readonly watched: Watched;
  /** Requests that arrived from the plugin. */
  readonly requests: number;
  /** Files that were not there before, by path. */
  readonly files: readonly string[];
  readonly took: number;
}

const nothing = '"nothing to attack"';
const mostMemory = 384 * 2 ** 20;

/** Decides what a cell shows. */
export const judge = (attack: Attack, loader: string, seen: Seen): Verdict => {
  const { report, took } = seen;
  const faults = [...hostFaults(attack, seen), ...(report?.faults ?? []), ...outsideFaults(attack, seen)];
  const listed = findUnsupported(loader, attack.name);
  return {
    attack: attack.name,
    loader,
    verdict: verdictOf(faults, listed),
    unsupported: listed && { reason: listed.reason, use: listed.use },
    faults,
    isEmpty: report?.outcome?.text === nothing,
    outcome: report?.outcome,
    slowest: report?.neighbour.slowest ?? 0,
    memory: Math.max(0, (report?.memory.peak ?? 0) - (report?.memory.before ?? 0)),
    took,
  };
};

/** Whether only time is wrong: other cells that run meanwhile take some of it. */
export const isOnlyLate = ({ verdict, faults }: Verdict): boolean =>
  verdict === 'FAILED' && faults.every(isLateness);

/** What the list says holds also where an attack was contained this time: nothing promises that. */
const verdictOf = (faults: readonly string[], listed: Unsupported | undefined): Verdict['verdict'] => {
  if (listed) return 'unsupported';
  return faults.length === 0 ? 'contained' : 'FAILED';
};

const hostFaults = (attack: Attack, { report, watched }: Seen): string[] => {
  if (!report) return [`the host did not start: ${watched.end}: ${lastLines(watched.output)}`];
  if (!report.isDone || !watched.isWell)
    return [`the host ended in stage '${report.stage}': ${watched.end}: ${lastLines(watched.output)}`];
  const { memory, outcome } = report;
  const more = memory.peak - memory.before;
  return [
    ...(outcome ? outcomeFaults(attack, outcome) : []),
    ...(report.neighbour.answered > 0 ? [] : ['the neighbour answered no call']),
    ...(more > mostMemory ? [`the host took ${Math.round(more / 2 ** 20)} MiB more`] : []),
  ];
};

const outcomeFaults = ({ expects }: Attack, outcome: Outcome): string[] => {
  const { kind, codes, pluginId, phase, text } = outcome;
  if (kind === 'open') return [`the attacked call never ended: ${text}`];
  if (text === nothing) return [];
  if (kind !== 'mortise error')
    return expects.includes(kind) ? [] : [`the attacked call ended with ${kind}: ${text}`];
  const isExpected = codes.some((code) => expects.includes(code as Expected));
  return [
    ...(isExpected ? [] : [`the attacked call ended with ${codes.join(' <- ')}: ${text}`]),
    ...(pluginId ? [] : [`the error ${codes[0]} names no plugin`]),
    ...(phase ? [] : [`the error ${codes[0]} names no phase`]),
  ];
};

const outsideFaults = (_: Attack, { watched, requests, files }: Seen): string[] => [
  ...watched.left.map((command) => `a process was left behind: ${command}`),
  ...(requests > 0 ? [`${requests} requests arrived from the plugin`] : []),
  ...files.map((file) => `a file was left behind: ${file}`),
  ...(controls.test(watched.output) ? ['control characters reached the output'] : []),
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** What a program said when it ended: the lines that speak of an error, or else the last ones. */
const lastLines = (output: string): string => {
  const lines = output.trim().split('\n');
  const speaking = lines.filter((line) => /error|fatal|cannot/i.test(line) && !/^\s+at /.test(line));
  return (speaking.length > 0 ? speaking : lines)
    .slice(-3)
    .map((line) => line.replaceAll(new RegExp(controls, 'g'), '?').slice(0, 200))
    .join(' | ');
};

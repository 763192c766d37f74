import { type Attack, type Expected, pluginIdOf } from './attack.ts';
import { type Capability, isSignOf } from './capabilities.ts';
import { isLateness } from './neighbour.ts';
import type { CellReport, Outcome } from './report.ts';
import type { Watched } from './watch-cell.ts';

/** One cell of the matrix. */
export interface Verdict {
  readonly attack: string;
  readonly loader: string;
  readonly verdict: 'contained' | 'unsupported' | 'FAILED';
  /** What the attack needs and the loader says it cannot keep apart, with the loader's reason. */
  readonly lacks?: { readonly capability: Capability; readonly reason: string } | undefined;
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

/** The loader of a cell. */
export interface Judged {
  /** The column's name. */
  readonly name: string;
  /** What it says that it cannot keep apart, each with the reason. */
  readonly unsupported: Readonly<Record<string, string>>;
}

/** Decides what a cell shows. */
export const judge = (attack: Attack, loader: Judged, seen: Seen): Verdict => {
  const { report, took } = seen;
  const found = [...hostFaults(attack, seen), ...(report?.faults ?? []), ...outsideFaults(seen)];
  const lacking = lackingOf(attack, loader);
  const { verdict, faults } = weigh(attack, lacking, found);
  const [capability] = lacking;
  return {
    attack: attack.name,
    loader: loader.name,
    verdict,
    lacks: capability && { capability, reason: loader.unsupported[capability] as string },
    faults,
    isEmpty: report?.outcome?.text === nothing,
    outcome: report?.outcome,
    slowest: report?.neighbour.slowest ?? 0,
    memory: Math.max(0, (report?.memory.peak ?? 0) - (report?.memory.before ?? 0)),
    took,
  };
};

/** What an attack needs and a loader does not have. Only such a cell may be open. */
export const lackingOf = ({ needs = [] }: Attack, { unsupported }: Judged): readonly Capability[] =>
  needs.filter((capability) => Object.hasOwn(unsupported, capability));

const held = 'it was contained, and the loader says that it cannot keep apart';

/**
 * Whether a cell may be another one next time: other cells that run meanwhile take some of the time, so that
 * all is late, or what is not kept apart does not get through.
 */
export const isDoubtful = ({ verdict, faults }: Verdict): boolean =>
  verdict === 'FAILED' &&
  (faults.every((fault) => isLateness(fault) || tooLate.test(fault)) ||
    faults.some((fault) => fault.startsWith(held) || outOfTime.test(fault)));

/** Faults that are of time alone: of what was given up, and of what came behind its deadline. */
const tooLate =
  /never ended|did not end|ended only after|\b(deadline_exceeded|plugin_unresponsive|start_timeout|stop_timeout)\b|Cannot wait for/;

const outOfTime = /killed, because it took [\d.]+ s/;

/**
 * A loader that lists what an attack needs does not thereby excuse everything: what is found must be what the
 * lack looks like, and it must be found, or the list is wrong.
 */
const weigh = (
  { mayHold = false }: Attack,
  lacking: readonly Capability[],
  faults: readonly string[],
): Pick<Verdict, 'verdict' | 'faults'> => {
  if (lacking.length === 0) return { verdict: faults.length === 0 ? 'contained' : 'FAILED', faults };
  if (faults.length === 0 && !mayHold)
    return { verdict: 'FAILED', faults: [`${held} ${lacking.join(', ')}`] };
  const isExplained = (fault: string) => lacking.some((capability) => isSignOf(capability, fault));
  return { verdict: faults.every(isExplained) ? 'unsupported' : 'FAILED', faults };
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

const outcomeFaults = ({ name, expects }: Attack, outcome: Outcome): string[] => {
  const { kind, codes, pluginId, phase, text } = outcome;
  if (kind === 'open') return [`the attacked call never ended: ${text}`];
  if (text === nothing) return [];
  if (kind !== 'mortise error')
    return expects.includes(kind) ? [] : [`the attacked call ended with ${kind}: ${text}`];
  const isExpected = codes.some((code) => expects.includes(code as Expected));
  return [
    ...(isExpected ? [] : [`the attacked call ended with ${codes.join(' <- ')}: ${text}`]),
    ...(pluginId === pluginIdOf(name)
      ? []
      : [`the error ${codes[0]} names ${pluginId ? `plugin '${pluginId}'` : 'no plugin'}`]),
    ...(phase ? [] : [`the error ${codes[0]} names no phase`]),
  ];
};

const outsideFaults = ({ watched, requests, files }: Seen): string[] => [
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

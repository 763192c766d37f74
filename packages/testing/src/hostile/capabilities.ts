/** Memory that somebody took beyond his limit, and was not ended for. */
const memory = [
  /^the host took \d+ MiB more/,
  /^the attacked call ended with answer/,
  /killed, because it took \d+ MiB/,
];

/** What each thing that a loader may be unable to keep apart looks like where an attack uses it. */
const signs = {
  'built-in functions that never return': [
    /killed, because (it took [\d.]+ s|something keeps it from exiting)/,
    /^the host is kept running/,
  ],
  files: [
    /^the plugin saw a secret: (file|host path)/,
    /^the plugin (wrote a file|loaded machine code)/,
    /^the host('s| has a new) 'file /,
    /^the attacked call ended with answer: "active"/,
    /^control characters reached the output/,
  ],
  'host name': [/^the plugin saw a secret: host name/],
  'message flood': [
    /^a neighbour waited/,
    /^a neighbour's call failed/,
    /^the host took \d+ MiB more/,
    /killed, because it took/,
  ],
  'native memory': memory,
  'nested threads': memory,
  network: [/^the plugin (opened a connection|listened on the network)/, /requests arrived/],
  'off-heap memory': memory,
  'one oversized allocation': [
    /^the host took \d+ MiB more/,
    /^the attacked call ended with answer/,
    /^the host ended in stage 'attack': (signal SIG(ABRT|TRAP|ILL)|exit code 13[34])/,
  ],
  processes: [
    /^the plugin started a process/,
    /^a process was left behind/,
    /^Something was started and not ended: \d+ child process '[^']*'$/,
  ],
  'shared memory': memory,
  signals: [/^the host ended in stage 'attack': signal SIGKILL/, /^the plugin sent a signal to the host/],
  time: [
    /^a neighbour waited/,
    /killed, because it took [\d.]+ s/,
    /^the attacked call ended with limit_exceeded: .* of time at a stretch/,
  ],
  'WebAssembly memory': memory,
} satisfies Readonly<Record<string, readonly RegExp[]>>;

/**
 * What an attack needs a loader to keep apart, in the words of the loaders' own lists: where a loader has it
 * under `unsupported`, it says so there, with the reason and what to take instead.
 */
export type Capability = keyof typeof signs;

/**
 * Whether a fault is what the lack of a capability looks like: an attack that gets through in another way has
 * found something new.
 *
 * @param fault a clause
 */
export const isSignOf = (capability: Capability, fault: string): boolean =>
  signs[capability].some((sign) => sign.test(fault));

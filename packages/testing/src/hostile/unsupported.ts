/** What a loader's platform has no means against, and what to use instead. */
export interface Unsupported {
  readonly loader: string;
  /** Names of attacks. */
  readonly attacks: readonly string[];
  /** Why, as a clause. */
  readonly reason: string;
  /** The loader that contains them. */
  readonly use: string;
  /** Whether Mortise wanted to contain them there, and cannot. */
  readonly isBeyondGoal?: boolean;
}

/**
 * The only cells of the matrix that may be open. It is written by hand: what is not listed here fails, and
 * the columns `deno` and `wasm` have no line.
 */
export const unsupported: readonly Unsupported[] = [
  {
    loader: 'worker',
    attacks: [
      'flood-messages',
      'flood-empty-messages',
      'flood-logs',
      'flood-logs-politely',
      'flood-service-calls',
    ],
    reason: "a thread's messages are put into the host's memory whether it reads them or not",
    use: 'deno',
  },
  {
    loader: 'worker',
    attacks: ['huge-array', 'huge-buffer'],
    reason: 'one allocation that is larger than the limit ends the process, not the thread',
    use: 'deno',
  },
  {
    loader: 'worker',
    attacks: ['typed-array-bomb', 'wasm-memory-bomb'],
    reason: "a thread's limits count the engine's heap, not what lies outside of it",
    use: 'deno',
  },
  {
    loader: 'worker',
    attacks: ['signal-host'],
    reason: 'a thread can send signals to its own process, which is the host',
    use: 'deno',
  },
  {
    loader: 'worker',
    attacks: [
      'read-file',
      'read-file-static-json',
      'read-file-literal-import',
      'read-file-symlink',
      'read-proc',
      'write-file',
      'terminal-escape-in-descriptor',
    ],
    reason: "a thread has its process's rights to files",
    use: 'deno',
  },
  {
    loader: 'worker',
    attacks: ['network-connect', 'network-listen'],
    reason: "a thread has its process's rights to the network",
    use: 'deno',
  },
  {
    loader: 'worker',
    attacks: ['builtin-index-of'],
    reason:
      "V8 does not leave some of its built-in functions: calls end and the host lives, but the thread goes on and keeps the host's process from exiting",
    use: 'deno',
    isBeyondGoal: true,
  },
  {
    loader: 'worker',
    attacks: ['process-bomb'],
    reason: 'a thread can start processes, with the rights of its own, and they outlive it',
    use: 'deno',
    isBeyondGoal: true,
  },
  {
    loader: 'worker',
    attacks: ['host-name'],
    reason: "a thread can ask whatever its process can ask, the machine's name among it",
    use: 'deno',
    isBeyondGoal: true,
  },
  {
    loader: 'wasm-inline',
    attacks: [
      'busy-in-module',
      'busy-in-activate',
      'busy-in-call',
      'busy-in-stream',
      'busy-in-timer',
      'busy-in-getter',
      'busy-in-microtasks',
      'builtin-index-of',
      'builtin-text-search',
      'builtin-regexp',
      'builtin-bigint',
      'heap-bomb',
      'string-bomb',
      'late-reply-blocking',
      'flood-stream',
      'ignores-input',
      'ignores-termination-busily',
      'flood-messages',
      'flood-empty-messages',
      'flood-logs',
    ],
    reason: "it runs in the host's own thread, where nothing can interrupt a loop or a built-in",
    use: 'wasm',
  },
];

/** The line that allows a cell to be open, if there is one. */
export const findUnsupported = (loader: string, attack: string): Unsupported | undefined =>
  unsupported.find((entry) => entry.loader === loader && entry.attacks.includes(attack));

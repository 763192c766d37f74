import type { Attack, AttackGroup, Expected, Step } from './attack.ts';

const busy: readonly Expected[] = ['deadline_exceeded', 'plugin_unresponsive', 'limit_exceeded'];
const full: readonly Expected[] = [
  'limit_exceeded',
  'plugin_crashed',
  'deadline_exceeded',
  'plugin_unresponsive',
  // What the engine itself refuses is an error like others to the plugin.
  'own error',
];
const late: readonly Expected[] = ['start_timeout', 'limit_exceeded', 'plugin_unresponsive'];
const crash: readonly Expected[] = ['plugin_crashed'];
const lie: readonly Expected[] = ['protocol_violation', 'plugin_crashed', 'limit_exceeded'];
/** Somebody who answers past the runtime may meet the host's check before his own answer arrives, or not. */
const forged: readonly Expected[] = [...lie, 'answer', 'deadline_exceeded', 'invalid_value'];
const refused: readonly Expected[] = ['invalid_value', 'value_too_large', 'own error'];
const looked: readonly Expected[] = ['answer'];

const attack = (
  name: string,
  step: Step,
  title: string,
  expects: readonly Expected[],
  more: Partial<Attack> = {},
): Attack => ({ name, step, title, expects, ...more });

const never = { recovers: false };
/** Time enough to reach the limit of memory before that of time. */
const patient = { callTimeout: '5s' };

/** The whole corpus, in the order in which the matrix shows it. */
export const attackGroups: readonly AttackGroup[] = [
  {
    title: 'Time',
    attacks: [
      attack('busy-in-module', 'activate', 'busy loop in the module', late, never),
      attack('busy-in-activate', 'activate', 'busy loop in `activate`', late, never),
      attack('busy-in-call', 'call', 'busy loop in a call', busy),
      attack('busy-in-stream', 'stream', 'busy loop in a stream', busy),
      // The instance may have been replaced before it is called again.
      attack('busy-in-timer', 'next call', 'busy loop in a timer', [...busy, 'answer']),
      attack('busy-in-getter', 'call', 'busy loop in a getter of the result', busy),
      attack('busy-in-microtasks', 'call', 'promises that resolve each other for ever', busy),
      attack('builtin-index-of', 'call', 'uninterruptible built-in: `indexOf`', busy),
      attack('builtin-text-search', 'call', 'uninterruptible built-in: search in a text', [
        ...busy,
        'answer',
      ]),
      attack('builtin-regexp', 'call', 'uninterruptible built-in: regular expression', busy),
      attack('builtin-bigint', 'call', 'uninterruptible built-in: large integers', [
        ...busy,
        'own error',
        'plugin_crashed',
      ]),
    ],
  },
  {
    title: 'Memory and stack',
    attacks: [
      attack('heap-bomb', 'call', 'heap bomb', full, patient),
      attack('typed-array-bomb', 'call', 'typed-array bomb', full, patient),
      attack('wasm-memory-bomb', 'call', 'WebAssembly-memory bomb', full, patient),
      attack('string-bomb', 'call', 'string bomb', full, patient),
      attack('huge-array', 'call', 'a single huge array', full, patient),
      attack('huge-buffer', 'call', 'a single huge buffer', full, patient),
      attack('deep-recursion', 'call', 'deep recursion', [...full, 'answer']),
      attack('deep-recursion-builtin', 'call', 'deep recursion in built-ins', [...full, 'answer']),
      attack('deep-result', 'call', 'a result nested 100,000 levels deep', [
        ...refused,
        'limit_exceeded',
        'plugin_crashed',
      ]),
    ],
  },
  {
    title: 'Threads and processes',
    attacks: [
      attack('thread-bomb', 'call', 'thread bomb', [...full, 'own error']),
      attack('process-bomb', 'call', 'process bomb', looked),
      attack('exit-process', 'call', '`process.exit`', crash),
      attack(
        'exit-in-module',
        'activate',
        'exit while the module is imported',
        [...crash, 'import_failed', 'answer'],
        never,
      ),
      attack('exit-in-stream', 'stream', 'exit in a stream', [...crash, 'answer']),
      attack('exit-deno', 'call', '`Deno.exit`', crash),
      attack('exit-below', 'call', 'the functions below `process.exit`, `process.abort`', [
        ...crash,
        'answer',
      ]),
      attack('signal-host', 'call', 'a signal to the host', [...crash, 'answer']),
      attack('signal-self', 'call', 'a signal to itself', [...crash, 'answer']),
      attack('exits-when-called-again', 'call', 'exit at every call', [...crash, ...busy], never),
    ],
  },
  {
    title: 'Secrets, files, network',
    attacks: [
      attack('read-env', 'call', 'the environment', looked),
      attack('read-file', 'call', 'a file, by functions', looked),
      attack(
        'read-file-static-import',
        'activate',
        'a file, by a static import',
        ['import_failed', 'plugin_crashed'],
        never,
      ),
      attack(
        'read-file-static-json',
        'activate',
        'a file, by a static import of JSON',
        ['import_failed', 'plugin_crashed'],
        never,
      ),
      attack('read-file-literal-import', 'call', 'a file, by a literal import', looked),
      attack('read-file-symlink', 'call', 'a file, by a symbolic link', looked),
      attack('read-proc', 'call', 'the files of `/proc`', looked),
      attack('write-file', 'call', 'writing a file', looked),
      attack('network-connect', 'call', 'a connection', looked),
      attack('network-listen', 'call', 'a server', [...crash, ...looked]),
      attack('network-import', 'call', 'code of a server', looked),
      attack(
        'network-static-import',
        'activate',
        'code of a server, by a static import',
        ['import_failed', 'plugin_crashed'],
        never,
      ),
      attack('host-name', 'call', 'the host name', looked),
      attack(
        'escape-by-constructors',
        'call',
        "the host's realm by the constructors of what it handed in",
        looked,
      ),
      attack('storage-local', 'call', '`localStorage`', [...crash, ...looked]),
      attack('storage-caches', 'call', '`caches`', [...crash, ...looked]),
      attack('storage-kv', 'call', '`Deno.openKv`', [...crash, ...looked]),
    ],
  },
  {
    title: 'The protocol',
    attacks: [
      attack('garbage-messages', 'call', 'garbage', forged),
      attack('half-frame', 'call', 'half a frame', [...forged, ...busy]),
      attack('giant-lengths', 'call', 'giant lengths', forged),
      attack('forged-replies', 'call', 'forged replies', forged),
      attack('doubled-replies', 'next call', 'doubled replies', forged),
      attack('forged-second-hello', 'call', 'a second greeting', forged),
      attack('forged-bye', 'call', 'a forged end', [...forged, 'own error']),
      attack('forged-service-calls', 'call', 'calls of objects that were never handed out', forged),
      attack('late-reply', 'call', 'a reply after the deadline', busy),
      attack('late-reply-blocking', 'call', 'a reply after the deadline, from a busy plugin', busy),
      // It takes away what is said to itself, and to nobody else.
      attack('steals-input', 'next call', 'stealing its own input', [...forged, ...busy], never),
      attack('closes-channel', 'next call', 'closing its own channel', [...forged, ...busy]),
    ],
  },
  {
    title: 'Floods',
    attacks: [
      attack('flood-messages', 'call', 'messages', [...lie, ...busy]),
      attack('flood-empty-messages', 'call', 'empty messages', [...lie, ...busy]),
      attack('flood-logs', 'call', 'log entries', [...lie, ...busy]),
      attack('flood-logs-politely', 'call', 'log entries, in turns', [...lie, ...busy]),
      attack('flood-service-calls', 'call', 'calls of a host service', [...lie, ...busy]),
      attack('flood-stream', 'stream', 'a stream faster than its reader', ['answer']),
      attack('flood-items', 'call', 'items without credit', forged),
      attack('ignores-input', 'feed', 'not reading its input', [...busy, 'plugin_crashed']),
    ],
  },
  {
    title: 'Values',
    attacks: [
      attack('prototype-pollution', 'call', 'prototype pollution in a result', ['answer', ...refused]),
      attack('prototype-pollution-in-realm', 'call', 'prototype pollution in its realm', [
        ...forged,
        ...busy,
      ]),
      attack('shared-memory', 'bytes', 'bytes over shared memory', ['answer', ...refused]),
      attack('shared-memory-in-messages', 'bytes', 'shared memory in a message', [
        'answer',
        ...lie,
        ...refused,
      ]),
      attack('then-able-result', 'call', 'a result with `then`', ['answer', ...refused]),
      attack('then-able-that-never-settles', 'call', 'a result whose `then` never calls back', [
        ...busy,
        ...refused,
      ]),
      attack('shared-references', 'call', 'shared references that explode', [
        ...refused,
        ...busy,
        'limit_exceeded',
      ]),
      attack('shared-references-in-messages', 'call', 'shared references in a message', forged),
      attack('huge-length', 'call', 'a list of four billion members', [...refused, ...busy]),
      attack('huge-text', 'text', 'a text of 200 MB', [...refused, ...full]),
      attack('cyclic-result', 'call', 'a result in a circle', refused),
      attack('wrong-result', 'text', 'a result of another type', refused),
      attack('hostile-error', 'call', 'an error that throws when it is read', [
        'own error',
        ...busy,
        ...crash,
      ]),
      attack('huge-error', 'call', 'an error of 100 MB', ['own error', ...full]),
      attack('patched-json', 'next call', 'patched `JSON.stringify`', [...forged, ...busy]),
      attack('patched-then', 'next call', 'patched `Promise.prototype.then`', [...forged, ...busy]),
      attack('patched-arrays', 'next call', 'patched arrays and maps', [...forged, ...busy, 'own error']),
    ],
  },
  {
    title: 'Never ending',
    attacks: [
      attack(
        'never-settles-module',
        'activate',
        'a module that never settles',
        [...late, 'import_failed', 'plugin_crashed'],
        never,
      ),
      attack('never-settles-activate', 'activate', 'an `activate` that never settles', late, never),
      attack('never-settles-call', 'call', 'a call that never settles', busy),
      attack('never-settles-stream', 'stream', 'a stream that never settles', busy),
      attack('ignores-termination', 'end', 'ignoring termination', looked),
      attack('ignores-termination-busily', 'end', 'ignoring termination in a busy loop', looked),
      attack('ignores-stop', 'stream', 'a stream that ignores its end', looked),
      attack('throws-in-module', 'activate', 'a module that throws', ['import_failed'], never),
      attack('throws-later', 'call', 'an error outside of every call', [...crash, 'answer']),
      attack('rejects-later', 'call', 'a rejection that nobody handles', [...crash, 'answer']),
    ],
  },
  {
    title: 'Texts for a terminal',
    attacks: [
      attack('terminal-escape-in-error', 'call', 'escape codes in an error', ['own error']),
      attack(
        'terminal-escape-in-activate',
        'activate',
        'escape codes in the error of `activate`',
        ['activate_failed'],
        never,
      ),
      attack(
        'terminal-escape-in-module',
        'activate',
        "escape codes in the module's error",
        ['import_failed'],
        never,
      ),
      attack('terminal-escape-in-log', 'call', 'escape codes in a log entry', looked),
      attack('terminal-escape-in-output', 'call', 'escape codes on the output', [...looked, ...lie]),
      attack('terminal-escape-in-descriptor', 'call', 'escape codes in file descriptors', looked),
    ],
  },
];

/** All of them, one behind the other. */
export const attacks: readonly Attack[] = attackGroups.flatMap((group) => group.attacks);

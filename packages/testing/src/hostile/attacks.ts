import type { Attack, AttackGroup, Expected, Step } from './attack.ts';
import type { Capability } from './capabilities.ts';

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
const needs = (...capabilities: readonly Capability[]) => ({ needs: capabilities });
/** Whoever runs in the host's thread keeps it for longer than a neighbour may take to answer. */
const slow = { callTimeout: '2s', ...needs('time') };
/** Time enough to reach the limit of memory before that of time. */
const patient = { callTimeout: '5s' };
/** In the host's thread, a stream that never pauses takes what its credit allows at a stretch. */
const endless = { ...needs('time'), mayHold: true };
const flood = { ...needs('message flood'), mayHold: true };

/** The whole corpus, in the order in which the matrix shows it. */
export const attackGroups: readonly AttackGroup[] = [
  {
    title: 'Time',
    attacks: [
      attack('busy-in-module', 'activate', 'busy loop in the module', late, { ...never, ...slow }),
      attack('busy-in-activate', 'activate', 'busy loop in `activate`', late, { ...never, ...slow }),
      attack('busy-in-call', 'call', 'busy loop in a call', busy, slow),
      attack('busy-in-stream', 'stream', 'busy loop in a stream', busy, slow),
      // The instance may have been replaced before it is called again.
      attack('busy-in-timer', 'next call', 'busy loop in a timer', [...busy, 'answer'], slow),
      attack('timers-together', 'call', 'busy timers that are due together', ['answer', ...busy], {
        ...patient,
        ...needs('time'),
        mayHold: true,
      }),
      attack('busy-in-getter', 'call', 'busy loop in a getter of the result', busy, slow),
      attack('busy-in-error', 'call', 'busy loop in a getter of the error', busy, slow),
      attack('busy-in-microtasks', 'call', 'promises that resolve each other for ever', busy, slow),
      attack(
        'busy-in-finalizer',
        'next call',
        'busy loop in what is called when an object is collected',
        [...busy, 'answer'],
        { ...slow, mayHold: true },
      ),
      attack('atomics-wait', 'call', 'a wait that nobody ends', busy),
      attack('builtin-index-of', 'call', 'uninterruptible built-in: `indexOf`', busy, {
        ...slow,
        ...needs('built-in functions that never return', 'time'),
      }),
      attack(
        'builtin-text-search',
        'call',
        'uninterruptible built-in: search in a text',
        [...busy, 'answer'],
        slow,
      ),
      attack('builtin-regexp', 'call', 'uninterruptible built-in: regular expression', busy, slow),
      attack(
        'builtin-bigint',
        'call',
        'uninterruptible built-in: large integers',
        [...busy, 'own error', 'plugin_crashed'],
        { ...slow, mayHold: true },
      ),
    ],
  },
  {
    title: 'Memory and stack',
    attacks: [
      attack('heap-bomb', 'call', 'heap bomb', full, { ...patient, ...needs('time'), mayHold: true }),
      attack('typed-array-bomb', 'call', 'typed-array bomb', full, {
        ...patient,
        ...needs('off-heap memory'),
      }),
      attack('wasm-memory-bomb', 'call', 'WebAssembly-memory bomb', full, {
        ...patient,
        ...needs('off-heap memory', 'WebAssembly memory'),
      }),
      attack('wasm-memory-grow', 'call', 'a WebAssembly memory that grows', full, {
        ...patient,
        ...needs('off-heap memory', 'WebAssembly memory'),
      }),
      attack('shared-memory-bomb', 'call', 'shared-memory bomb', full, {
        ...patient,
        ...needs('shared memory'),
      }),
      attack('nested-thread-memory', 'call', 'a thread of its own that fills its heap', full, {
        ...patient,
        ...needs('nested threads'),
      }),
      attack('unread-messages', 'call', 'messages to itself that it does not read', full, {
        ...patient,
        ...needs('native memory'),
      }),
      attack('string-bomb', 'call', 'string bomb', full, { ...patient, ...needs('time') }),
      attack('huge-array', 'call', 'a single huge array', full, {
        ...patient,
        ...needs('one oversized allocation'),
      }),
      attack('growing-map', 'call', 'a map that doubles', full, {
        ...patient,
        ...needs('one oversized allocation', 'time'),
        mayHold: true,
      }),
      attack('huge-buffer', 'call', 'a single huge buffer', full, {
        ...patient,
        ...needs('one oversized allocation'),
      }),
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
      attack('process-bomb', 'call', 'process bomb', looked, needs('processes')),
      attack('process-by-binding', 'call', 'a process, by the functions below', looked, needs('processes')),
      attack('process-state', 'call', 'folder, mask and user of the process', looked),
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
      attack('signal-host', 'call', 'a signal to the host', [...crash, 'answer'], needs('signals')),
      attack('signal-self', 'call', 'a signal to itself', [...crash, 'answer']),
      attack('exits-when-called-again', 'call', 'exit at every call', [...crash, ...busy], never),
    ],
  },
  {
    title: 'Secrets, files, network',
    attacks: [
      attack('read-env', 'call', 'the environment', looked),
      attack('read-file', 'call', 'a file, by functions', looked, needs('files')),
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
        { ...never, ...needs('files') },
      ),
      attack('read-file-literal-import', 'call', 'a file, by a literal import', looked, needs('files')),
      attack('read-file-symlink', 'call', 'a file, by a symbolic link', looked, needs('files')),
      attack('read-proc', 'call', 'the files of `/proc`', looked, needs('files')),
      attack('read-file-by-addon', 'call', 'machine code of the system', looked, needs('files')),
      attack('host-paths', 'call', 'where the host lies', looked, needs('files')),
      attack('write-file', 'call', 'writing a file', looked, needs('files')),
      attack('network-connect', 'call', 'a connection', looked, needs('network')),
      attack('network-listen', 'call', 'a server', [...crash, ...looked], needs('network')),
      attack('network-import', 'call', 'code of a server', looked),
      attack(
        'network-static-import',
        'activate',
        'code of a server, by a static import',
        ['import_failed', 'plugin_crashed'],
        never,
      ),
      attack('host-name', 'call', 'the host name', looked, needs('host name')),
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
      attack('forged-releases', 'call', 'releases of what it does not own', forged),
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
      attack('flood-empty-messages', 'call', 'empty messages', [...lie, ...busy], flood),
      attack('flood-logs', 'call', 'log entries', [...lie, ...busy], flood),
      attack('flood-logs-politely', 'call', 'log entries, in turns', [...lie, ...busy], flood),
      attack('log-control-characters', 'call', 'log entries of control characters', [...looked, ...busy]),
      attack('print-line-breaks', 'call', 'millions of line breaks printed at once', [
        ...looked,
        ...full,
        ...lie,
      ]),
      attack('flood-service-calls', 'call', 'calls of a host service', [...lie, ...busy], flood),
      attack('flood-stream', 'stream', 'a stream faster than its reader', ['answer'], {
        ...needs('time'),
        mayHold: true,
      }),
      attack('stream-unread', 'idle stream', 'a million items that nobody reads', ['answer'], endless),
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
      attack('primitive-result', 'text', 'a text that is made where it is read', refused),
      attack('proxy-result', 'call', 'a result that is another one at each look', ['answer', ...refused]),
      attack('reentrant-getter', 'call', 'calls from a getter of the result', ['answer', ...refused]),
      attack('lone-surrogates', 'call', 'halves of characters', ['answer', ...refused]),
      attack('wide-text', 'text', 'a text of 48 MB in 24 million units', ['answer', ...refused, ...full]),
      attack('odd-numbers', 'count', 'numbers that are no integers', ['answer']),
      attack('many-keys', 'call', 'a result with 20,000 keys', ['answer', ...refused], patient),
      attack('hostile-error', 'call', 'an error that throws when it is read', [
        'own error',
        ...busy,
        ...crash,
      ]),
      attack('huge-error', 'call', 'an error of 100 MB', ['own error', ...full]),
      attack('error-causes', 'call', 'an error that is its own cause', ['own error', ...full]),
      attack('patched-json', 'next call', 'patched `JSON.stringify`', [...forged, ...busy]),
      attack('patched-then', 'next call', 'patched `Promise.prototype.then`', [...forged, ...busy]),
      attack('patched-arrays', 'next call', 'patched arrays and maps', [...forged, ...busy, 'own error']),
      attack('patched-errors', 'next call', 'patched errors', [...forged, ...busy, 'own error']),
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
      attack('ignores-termination-busily', 'end', 'ignoring termination in a busy loop', looked, slow),
      attack('calls-in-deactivate', 'end', 'calls of services while it ends', looked),
      attack('calls-after-end', 'end', 'calls of services when it has ended', looked),
      attack('ignores-stop', 'stream', 'a stream that ignores its end', looked, endless),
      attack('stream-goes-on', 'stream', 'a stream that gives items behind its end', looked, endless),
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
      attack(
        'terminal-escape-in-descriptor',
        'call',
        'escape codes in file descriptors',
        looked,
        needs('files'),
      ),
    ],
  },
];

/** All of them, one behind the other. */
export const attacks: readonly Attack[] = attackGroups.flatMap((group) => group.attacks);

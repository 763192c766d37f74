import type { IsolationLimits } from '@mortise/isolation';

const mebibyte = 1024 * 1024;

/** What an empty process has on its heap, in bytes: a plugin's memory comes on top. */
const ownHeap = 8 * mebibyte;

/** More than any machine has, in mebibytes: a number that is written with an exponent V8 does not read. */
const mostHeap = 2 ** 30;

/** What V8 takes for its own recursion at least, and what the thread has that it runs in, in kilobytes. */
const [leastStack, mostStack] = [128, 4_096];

/**
 * V8 clears up when a part of what it may have is full. So a part is all that it gets: the rest is for what is new, and
 * for bytes beside the heap. Else rubbish that nobody has cleared away would count as too much.
 */
const heapFlags = (memory: number): string[] => [
  `--max-old-space-size=${Math.min(mostHeap, Math.ceil((memory * 0.7 + ownHeap) / mebibyte))}`,
  `--max-semi-space-size=${Math.min(16, Math.max(1, Math.floor(memory / mebibyte / 16)))}`,
];

const stackFlag = (stack: number): string =>
  `--stack-size=${Math.min(mostStack, Math.max(leastStack, Math.floor(stack / 1024)))}`;

/**
 * How Deno is started: without any permission, and unable to ask for one, to load anything or to read the
 * configuration of whatever folder it is in.
 *
 * @param unsafe flags of a profile, which may give all of that away
 * @returns what stands before the main module
 */
export const denoArguments = ({ memory, stack }: IsolationLimits, unsafe: readonly string[]): string[] => {
  const v8 = [
    ...(memory === undefined ? [] : heapFlags(memory)),
    ...(stack === undefined ? [] : [stackFlag(stack)]),
  ];
  return [
    'run',
    '--quiet',
    '--no-prompt',
    '--no-remote',
    '--no-npm',
    '--no-config',
    '--no-lock',
    '--no-check',
    '--cached-only',
    // The main module has a name without one, and would be taken for TypeScript.
    '--ext=js',
    ...(v8.length > 0 ? [`--v8-flags=${v8.join(',')}`] : []),
    ...unsafe,
  ];
};

/** All that the process gets to know of its surroundings. */
export const denoEnvironment: Readonly<Record<string, string>> = {
  // A folder that cannot be: what a plugin stores without a permission, such as localStorage, has no place.
  DENO_DIR: '/dev/null/deno',
  // Where Deno 2.5 keeps its caches instead.
  TMPDIR: '/dev/null/deno',
  DENO_NO_UPDATE_CHECK: '1',
  DENO_NO_PACKAGE_JSON: '1',
  NO_COLOR: '1',
};

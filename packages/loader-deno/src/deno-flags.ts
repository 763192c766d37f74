import type { IsolationLimits } from '@mortise/isolation';

const mebibyte = 1024 * 1024;

/** What an empty process has on its heap, in bytes: a plugin's memory comes on top. */
const ownHeap = 8 * mebibyte;

/**
 * How Deno is started: without any permission, and unable to ask for one, to load anything or to read the
 * configuration of whatever folder it is in.
 *
 * @param unsafe flags of a profile, which may give all of that away
 */
export const denoArguments = (
  { memory, stack }: IsolationLimits,
  main: string,
  unsafe: readonly string[],
): string[] => {
  const v8 = [
    ...(memory === undefined ? [] : [`--max-old-space-size=${Math.ceil((memory + ownHeap) / mebibyte)}`]),
    // In kilobytes. The system's own limit, 8 MB as a rule, holds in any case.
    ...(stack === undefined ? [] : [`--stack-size=${Math.max(64, Math.floor(stack / 1024))}`]),
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
    ...(v8.length > 0 ? [`--v8-flags=${v8.join(',')}`] : []),
    ...unsafe,
    main,
  ];
};

/** All that the process gets to know of its surroundings. */
export const denoEnvironment: Readonly<Record<string, string>> = {
  // A folder that cannot be: what a plugin stores without a permission, such as localStorage, has no place.
  DENO_DIR: '/dev/null/deno',
  DENO_NO_UPDATE_CHECK: '1',
  NO_COLOR: '1',
};

import type { PlannedPlugin } from './plan.ts';
import type { Isolation } from './profile.ts';

/** An isolation that puts a plugin behind a boundary of its own. */
export type Boundary = Exclude<Isolation, 'none'>;

/** What a bundle needs for the plugins of one isolation. */
interface Kind {
  /** The package that a bootstrap imports. */
  readonly loader: string;
  /** What the file of a plugin ends with. */
  readonly end: string;
}

const kinds: Readonly<Record<Boundary, Kind>> = {
  worker: { loader: '@mortise/loader-worker', end: '.worker.js' },
  deno: { loader: '@mortise/loader-deno', end: '.deno.js' },
  wasm: { loader: '@mortise/loader-wasm', end: '.guest.js' },
  'wasm-inline': { loader: '@mortise/loader-wasm', end: '.guest.js' },
};

/** The isolations that this version of Mortise can build. */
export const builtIsolations: readonly Isolation[] = ['none', ...(Object.keys(kinds) as Boundary[])];

/** Whether a plugin of that isolation has a bundle of its own. */
export const isBoundary = (isolation: Isolation): isolation is Boundary => Object.hasOwn(kinds, isolation);

/** The package that starts the boundaries of one isolation; none where plugins are linked in. */
export const loaderOf = (isolation: Isolation): string | undefined =>
  isBoundary(isolation) ? kinds[isolation].loader : undefined;

/**
 * The file that a plugin's own bundle has, beside `main.js`: `plugins/era.native.worker.js`; none where it is
 * linked in.
 */
export const pluginBundle = ({ isolation, manifest }: PlannedPlugin): string | undefined =>
  isBoundary(isolation) ? `plugins/${manifest.id}${kinds[isolation].end}` : undefined;

import type { Isolation, Platform } from '@mortise/profile';

/** How large something is in a bundle. */
export interface Size {
  readonly bytes: number;
  /** With gzip -9. */
  readonly gzip: number;
}

/** What a build put into a bundle: `dist/<profile>/report.json`. */
export interface BuildReport extends Size {
  readonly profile: string;
  readonly platform: Platform;
  /** The part that is `@mortise` and generated. Its `gzip` is that of this part alone. */
  readonly framework: Size;
  readonly plugins: readonly PluginReport[];
  /** The loaders that `main.js` carries. */
  readonly loaders: readonly LoaderReport[];
  /** What all loaders share, in `main.js`. Its `gzip` is that of this part alone. */
  readonly boundary: Size;
  readonly assets: readonly AssetReport[];
  readonly budget: { readonly bytes?: number; readonly gzip?: number };
  readonly withinBudget: boolean;
}

/**
 * One plugin: its part of `main.js`, with the `gzip` of this part alone, or where it is isolated a file of its
 * own.
 */
export interface PluginReport extends Size {
  readonly id: string;
  readonly version: string;
  readonly isolation: Isolation;
  /** Of an isolated plugin, relative to the bundle's folder. */
  readonly file?: string;
}

/** The part of `main.js` that starts one kind of boundary. Its `gzip` is that of this part alone. */
export interface LoaderReport extends Size {
  /** As in `@mortise/loader-worker`. */
  readonly package: string;
}

/** A file beside `main.js` that it starts or reads. */
export interface AssetReport extends Size {
  /** Relative to the bundle's folder. */
  readonly file: string;
}

/**
 * What has grown since the last build, the most grown first. Where nothing has, as when a build over budget is
 * made again, how large everything is.
 *
 * @param now this build
 * @param before the last build's report, if there was one
 */
export const growth = (now: BuildReport, before: BuildReport | undefined): string[] => {
  const old = new Map(linkedIn(before).map((plugin) => [plugin.id, plugin.bytes]));
  const parts = [
    ...linkedIn(now).map(({ id, bytes }) => ({ what: `plugin '${id}'`, bytes, was: old.get(id) ?? 0 })),
    { what: 'the framework', bytes: now.framework.bytes, was: before?.framework.bytes ?? 0 },
  ];
  const known = sum(parts.map(({ bytes }) => bytes));
  const knownBefore = sum([...linkedIn(before).map(({ bytes }) => bytes), before?.framework.bytes ?? 0]);
  const rest = {
    what: 'everything else',
    bytes: now.bytes - known,
    was: before ? before.bytes - knownBefore : 0,
  };
  const grown = [...parts, rest]
    .filter(({ bytes, was }) => bytes > was)
    .sort((a, b) => b.bytes - b.was - (a.bytes - a.was))
    .map(({ what, bytes, was }) =>
      before
        ? `${what} grew by ${bytes - was} bytes to ${bytes} since the last build`
        : `${what} has ${bytes} bytes`,
    );
  return grown.length > 0 || !before ? grown : growth(now, undefined);
};

/** The plugins that are part of `main.js`. */
const linkedIn = (report: BuildReport | undefined): PluginReport[] =>
  (report?.plugins ?? []).filter(({ file }) => file === undefined);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

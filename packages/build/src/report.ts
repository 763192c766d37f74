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
  readonly assets: readonly AssetReport[];
  readonly budget: { readonly bytes?: number; readonly gzip?: number };
  readonly withinBudget: boolean;
}

/** One plugin's part of a bundle. Its `gzip` is that of this part alone. */
export interface PluginReport extends Size {
  readonly id: string;
  readonly version: string;
  readonly isolation: Isolation;
}

/** A file beside `main.js` that it starts or reads. */
export interface AssetReport extends Size {
  /** Relative to the bundle's folder. */
  readonly file: string;
}

/**
 * What has grown since the last build, the most grown first.
 *
 * @param now this build
 * @param before the last build's report, if there was one
 */
export const growth = (now: BuildReport, before: BuildReport | undefined): string[] => {
  const old = new Map((before?.plugins ?? []).map((plugin) => [plugin.id, plugin.bytes]));
  const parts = [
    ...now.plugins.map(({ id, bytes }) => ({ what: `plugin '${id}'`, bytes, was: old.get(id) ?? 0 })),
    { what: 'the framework', bytes: now.framework.bytes, was: before?.framework.bytes ?? 0 },
  ];
  const known = sum(parts.map(({ bytes }) => bytes));
  const knownBefore = sum(parts.map(({ was }) => was));
  const rest = {
    what: 'everything else',
    bytes: now.bytes - known,
    was: before ? before.bytes - knownBefore : 0,
  };
  return [...parts, rest]
    .filter(({ bytes, was }) => bytes > was)
    .sort((a, b) => b.bytes - b.was - (a.bytes - a.was))
    .map(({ what, bytes, was }) =>
      before
        ? `${what} grew by ${bytes - was} bytes to ${bytes} since the last build`
        : `${what} has ${bytes} bytes`,
    );
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

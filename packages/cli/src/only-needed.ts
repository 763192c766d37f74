import { posix } from 'node:path';
import type { Files, Package } from '@mortise/codegen';
import type { ProfilePlan } from '@mortise/profile';

/** A profile that resolved. */
export interface Resolved {
  readonly product: Package;
  /** Relative to the workspace. */
  readonly file: string;
  readonly plan: ProfilePlan;
}

const empty = JSON.stringify({ platform: 'node', plugins: {} });

/**
 * A workspace in which only some profiles and their plugins can be wrong: plugins that they do not name
 * have no code, and other profiles no plugins. What is generated for those profiles must not be written.
 *
 * @param files the workspace
 * @param needed the profiles that count
 */
export const onlyNeeded = (files: Files, needed: readonly Resolved[]): Files => {
  const profiles = new Set(needed.map(({ file }) => file));
  const plugins = new Set(
    needed.flatMap(({ plan }) => plan.plugins.map(({ directory }) => posix.normalize(directory))),
  );
  return {
    list: (path) => files.list(path),
    read: (path) => {
      const isProfile = /(^|\/)profiles\/[^/]+\.json$/.test(path) && !path.includes('node_modules/');
      if (isProfile && !profiles.has(path)) return empty;
      const plugin = /^(.*?)\/?src\/plugin\.ts$/.exec(path)?.[1];
      return plugin !== undefined && !plugins.has(plugin || '.') ? undefined : files.read(path);
    },
  };
};

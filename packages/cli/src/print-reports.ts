import type { BuildReport } from '@mortise/build';
import { formatSize } from '@mortise/core/units';
import { table } from './print.ts';

/** A report, and the package whose profile was built. */
export type ProductReport = BuildReport & { readonly product: string };

/**
 * What builds put into their bundles, for people: a line for each profile, and where a profile isolates
 * plugins, a line for each of its plugins and loaders. Where there are several products, profiles have their names:
 * `edge-agent:full`.
 *
 * @param all at least one
 */
export const reportText = (all: readonly ProductReport[]): string => {
  const hasSeveral = new Set(all.map(({ product }) => product)).size > 1;
  const reports = all.map((one) => (hasSeveral ? { ...one, profile: `${one.product}:${one.profile}` } : one));
  const profiles = table([heading, ...reports.map(profileRow)], ['profile', 'plugins']);
  const parts = reports.filter(({ plugins }) => plugins.some(({ file }) => file)).flatMap(partRows);
  if (parts.length === 0) return profiles;
  return `${profiles}\n\n${table([partHeading, ...parts], ['profile', 'part', 'isolation', 'file'])}`;
};

const heading = ['profile', 'plugins', 'bytes', 'gzip', 'framework gzip', 'assets'];

const profileRow = ({ profile, plugins, bytes, gzip, framework, assets }: BuildReport): string[] => [
  profile,
  plugins.map(({ id }) => id).join(', ') || 'none',
  formatSize(bytes),
  formatSize(gzip),
  formatSize(framework.gzip),
  assetsOf(assets),
];

/** How many files lie beside `main.js` and isolated plugins, and how large they are together. */
const assetsOf = (assets: BuildReport['assets']): string => {
  const bytes = assets.reduce((sum, asset) => sum + asset.bytes, 0);
  return assets.length === 0 ? 'none' : `${assets.length}: ${formatSize(bytes)}`;
};

const partHeading = ['profile', 'part', 'isolation', 'bytes', 'gzip', 'file'];

const partRows = ({ profile, plugins, loaders, boundary }: BuildReport): string[][] =>
  [
    ...plugins.map((plugin) => ({ name: plugin.id, ...plugin })),
    ...loaders.map((loader) => ({ name: loader.package, isolation: '', ...loader })),
    { name: 'what loaders share', isolation: '', ...boundary },
  ].map(({ name, isolation, bytes, gzip, ...rest }) => [
    profile,
    name,
    isolation,
    formatSize(bytes),
    formatSize(gzip),
    'file' in rest ? (rest.file ?? 'main.js') : 'main.js',
  ]);

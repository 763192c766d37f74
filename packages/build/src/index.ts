export { type BuildProfileOptions, buildProfile } from './build-profile.ts';
export type { AssetReport, BuildReport, LoaderReport, PluginReport, Size } from './report.ts';

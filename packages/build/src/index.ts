export { type BuildProfileOptions, buildProfile } from './build-profile.ts';
export type { AssetReport, BuildReport, PluginReport, Size } from './report.ts';

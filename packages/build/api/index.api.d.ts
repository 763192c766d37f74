import { Platform, Isolation, ProfilePlan } from '@mortise/profile';

/** How large something is in a bundle. */
interface Size {
    readonly bytes: number;
    /** With gzip -9. */
    readonly gzip: number;
}
/** What a build put into a bundle: `dist/<profile>/report.json`. */
interface BuildReport extends Size {
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
    readonly budget: {
        readonly bytes?: number;
        readonly gzip?: number;
    };
    readonly withinBudget: boolean;
}
/**
 * One plugin: its part of `main.js`, with the `gzip` of this part alone, or where it is isolated a file of its
 * own.
 */
interface PluginReport extends Size {
    readonly id: string;
    readonly version: string;
    readonly isolation: Isolation;
    /** Of an isolated plugin, relative to the bundle's folder. */
    readonly file?: string;
}
/** The part of `main.js` that starts one kind of boundary. Its `gzip` is that of this part alone. */
interface LoaderReport extends Size {
    /** As in `@mortise/loader-worker`. */
    readonly package: string;
}
/** A file beside `main.js` that it starts or reads. */
interface AssetReport extends Size {
    /** Relative to the bundle's folder. */
    readonly file: string;
}

/** What a build is given beside the plan. */
interface BuildProfileOptions {
    /** The workspace's folder, absolute. */
    readonly root: string;
    /** The product's folder, relative to the workspace. */
    readonly product: string;
    /** The profile's bootstrap, relative to the product. */
    readonly bootstrap: string;
}
/**
 * Builds one profile of a product into `dist/<profile>`: `main.js`, `plugins/<hash>/` with a file for each
 * isolated plugin, `assets/<hash>/` with what these start and read, source maps, and `report.json`. For Node there
 * is a `package.json` too where that of the product is not `"type": "module"`. The files are replaced at the end,
 * one by one and `main.js` last: a build that fails leaves the last one as it was, one that is killed leaves one
 * that runs.
 *
 * @param plan the resolved profile
 * @returns the report
 * @throws MortiseError `over_budget` after everything was written; else nothing was:
 *   `bootstrap_mismatch`, `bundle_failed`, `dropped_plugin`, `folder_asset`, `isolated_asset`, `linked_plugin`,
 *   `missing_asset`, `missing_guest`, `missing_loader`, `missing_main`, `needs_node`, `style_sheet`,
 *   `surplus_plugin`, `write_failed`
 */
declare const buildProfile: (plan: ProfilePlan, options: BuildProfileOptions) => Promise<BuildReport>;

export { buildProfile };
export type { AssetReport, BuildProfileOptions, BuildReport, LoaderReport, PluginReport, Size };

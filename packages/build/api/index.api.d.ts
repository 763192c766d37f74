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
    readonly assets: readonly AssetReport[];
    readonly budget: {
        readonly bytes?: number;
        readonly gzip?: number;
    };
    readonly withinBudget: boolean;
}
/** One plugin's part of a bundle. Its `gzip` is that of this part alone. */
interface PluginReport extends Size {
    readonly id: string;
    readonly version: string;
    readonly isolation: Isolation;
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
 * Builds one profile of a product into `dist/<profile>`: `main.js`, `assets/<hash>/` with what it starts
 * and reads, source maps, and `report.json`. The files are replaced at the end, one by one and `main.js`
 * last: a build that fails leaves the last one as it was, one that is killed leaves one that runs.
 *
 * @param plan the resolved profile
 * @returns the report
 * @throws MortiseError `over_budget` after everything was written; else nothing was:
 *   `bootstrap_mismatch`, `bundle_failed`, `dropped_plugin`, `folder_asset`, `missing_asset`, `missing_main`, `surplus_plugin`
 */
declare const buildProfile: (plan: ProfilePlan, options: BuildProfileOptions) => Promise<BuildReport>;

export { buildProfile };
export type { AssetReport, BuildProfileOptions, BuildReport, PluginReport, Size };

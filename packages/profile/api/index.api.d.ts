import { Limits, Manifest, PluginManifest } from '@mortise/core';
import { JsonDocument, Complaint } from '@mortise/json';

/** How far a plugin is kept apart. */
declare const isolations: readonly ['none', 'worker', 'deno', 'wasm', 'wasm-inline'];
/** What a bundle runs on: Node, or nothing but the language's own globals. */
declare const platforms: readonly ['node', 'neutral'];
/** The JSON Schema (2020-12) of a profile; `@mortise/profile/profile.schema.json` is its copy for editors. */
declare const profileSchema: {
    readonly $schema: 'https://json-schema.org/draft/2020-12/schema';
    readonly title: 'Mortise profile';
    readonly description: 'a profile, which is an object';
    readonly type: 'object';
    readonly additionalProperties: false;
    readonly required: readonly ['platform', 'plugins'];
    readonly properties: {
        readonly $schema: {
            readonly type: 'string';
        };
        readonly description: {
            readonly type: 'string';
        };
        readonly platform: {
            readonly enum: readonly ["node", "neutral"];
        };
        readonly main: {
            readonly type: 'string';
            readonly minLength: 1;
            readonly description: 'a path to the module that the bundle starts from';
        };
        readonly plugins: {
            readonly type: 'object';
            readonly description: 'an object of packages or paths';
            readonly propertyNames: {
                readonly minLength: 1;
                readonly description: "a package's name or a path";
            };
            readonly additionalProperties: {
                readonly type: 'object';
                readonly description: 'an object, which may be empty';
                readonly additionalProperties: false;
                readonly properties: {
                    readonly isolation: {
                        readonly enum: readonly ["none", "worker", "deno", "wasm", "wasm-inline"];
                    };
                    readonly limits: {
                        readonly type: 'object';
                        readonly description: 'an object of limits';
                        readonly additionalProperties: false;
                        readonly properties: {
                            memory: {
                                readonly type: 'string';
                                readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:B|kB|MB|GB|KiB|MiB|GiB)$";
                                readonly description: 'a size of more than 0 such as "64MB", in B, kB, MB, GB, KiB, MiB or GiB';
                            };
                            stack: {
                                readonly type: 'string';
                                readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:B|kB|MB|GB|KiB|MiB|GiB)$";
                                readonly description: 'a size of more than 0 such as "64MB", in B, kB, MB, GB, KiB, MiB or GiB';
                            };
                            callTimeout: {
                                readonly type: 'string';
                                readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
                                readonly description: 'a time of more than 0 such as "5s", in ms, s or m';
                            };
                            idleTimeout: {
                                readonly type: 'string';
                                readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
                                readonly description: 'a time of more than 0 such as "5s", in ms, s or m';
                            };
                            startTimeout: {
                                readonly type: 'string';
                                readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
                                readonly description: 'a time of more than 0 such as "5s", in ms, s or m';
                            };
                            stopTimeout: {
                                readonly type: 'string';
                                readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
                                readonly description: 'a time of more than 0 such as "5s", in ms, s or m';
                            };
                        };
                    };
                    readonly spares: {
                        readonly minimum: 0;
                        readonly maximum: 16;
                        readonly type: 'integer';
                        readonly not: {
                            readonly not: {
                                readonly minimum: 0;
                                readonly maximum: 16;
                            };
                        };
                        readonly description: 'a whole number of boundaries to keep ready, from 0 to 16';
                    };
                    readonly unsafeFlags: {
                        readonly type: 'array';
                        readonly description: 'a list of flags';
                        readonly items: {
                            readonly type: 'string';
                            readonly pattern: '^--[a-z]';
                            readonly description: 'a flag of "deno run" such as "--allow-net=example.org"';
                        };
                    };
                };
            };
        };
        readonly budget: {
            readonly type: 'object';
            readonly description: 'an object of sizes';
            readonly additionalProperties: false;
            readonly properties: {
                readonly bytes: {
                    readonly type: 'string';
                    readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:B|kB|MB|GB|KiB|MiB|GiB)$";
                    readonly description: 'a size of more than 0 such as "64MB", in B, kB, MB, GB, KiB, MiB or GiB';
                };
                readonly gzip: {
                    readonly type: 'string';
                    readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:B|kB|MB|GB|KiB|MiB|GiB)$";
                    readonly description: 'a size of more than 0 such as "64MB", in B, kB, MB, GB, KiB, MiB or GiB';
                };
            };
        };
    };
};

/** How far a plugin is kept apart. */
type Isolation = (typeof isolations)[number];
/** What a bundle runs on. */
type Platform = (typeof platforms)[number];
/** What a profile says of one plugin. */
interface ProfileEntry {
    /** Without it `none`. */
    readonly isolation?: Isolation;
    /** For a plugin that is isolated. */
    readonly limits?: Limits;
    /**
     * How many boundaries are kept ready while the plugin is active, for a new start and for other registries; none
     * unless told. For `worker`, `deno` and `wasm`.
     */
    readonly spares?: number;
    /**
     * Flags for `deno run`, such as `--allow-net=example.org`, for a plugin of isolation `deno`. Each gives the
     * plugin rights that are not a host service's to check or to take back.
     */
    readonly unsafeFlags?: readonly string[];
}
/** A profile as a person writes it: what one build of a product contains. */
interface Profile {
    readonly $schema?: string;
    readonly description?: string;
    readonly platform: Platform;
    /** The module that the bundle starts from, relative to the product's folder; without it `./src/main.ts`. */
    readonly main?: string;
    /** By package name, or by path relative to the product's folder. */
    readonly plugins: Readonly<Record<string, ProfileEntry>>;
    /** The largest sizes that the bundle may have, such as `6kB`: as it is, and after gzip. */
    readonly budget?: {
        readonly bytes?: string;
        readonly gzip?: string;
    };
}
/**
 * Opens the text of a profile and checks all that can be checked without its plugins.
 *
 * @param text the whole text
 * @param file how messages name it
 * @returns the document; `resolveProfile` goes on with it
 * @example
 * ```ts
 * import { openProfile } from '@mortise/profile';
 *
 * const document = openProfile('{ "platform": "nod", "plugins": {} }', 'profiles/edge.json');
 * console.log(document.faults[0]?.hint); // did you mean "node"?
 * ```
 */
declare const openProfile: (text: string, file: string) => JsonDocument<Profile>;

/** A plugin that somebody found for a key of a profile. */
interface FoundPlugin {
    /** How the product imports it: the package's name, or none where the profile names its folder. */
    readonly specifier?: string;
    /** Where it lies, relative to the workspace. */
    readonly directory: string;
    /** What `openManifest` of `@mortise/artifact` has accepted. */
    readonly manifest: Manifest;
    /** The version that holds: package.json's, or the manifest's own. */
    readonly version: string;
}
/** One plugin of a plan. */
interface PlannedPlugin {
    /** As the profile writes it. */
    readonly key: string;
    /** How the product imports it: the package's name, or none for a folder that is no package. */
    readonly specifier?: string;
    /** Where it lies, relative to the workspace. */
    readonly directory: string;
    readonly isolation: Isolation;
    /** The profile's, which are none where the plugin is linked in. */
    readonly limits: Limits;
    /** The manifest's, which lower what holds and raise nothing. Where the plugin is linked in, nothing enforces them. */
    readonly manifestLimits: Limits;
    /** How many boundaries are kept ready; left out where there are none. */
    readonly spares?: number;
    /** For isolation `deno` only. */
    readonly unsafeFlags?: readonly string[];
    readonly manifest: PluginManifest;
}
/** What a build does for one profile: everything is resolved, checked and sorted. */
interface ProfilePlan {
    /** The profile's name: that of its file. */
    readonly name: string;
    readonly platform: Platform;
    /** Relative to the product's folder. */
    readonly main: string;
    /** A plugin stands behind those that it depends on; else they go by id. */
    readonly plugins: readonly PlannedPlugin[];
    /** The largest sizes that the bundle may have, in bytes: as it is, and after gzip. */
    readonly budget: {
        readonly bytes?: number;
        readonly gzip?: number;
    };
}

/** An isolation that puts a plugin behind a boundary of its own. */
type Boundary = Exclude<Isolation, 'none'>;
/** The isolations that this version of Mortise can build. */
declare const builtIsolations: readonly Isolation[];
/** Whether a plugin of that isolation has a bundle of its own. */
declare const isBoundary: (isolation: Isolation) => isolation is Boundary;
/** The package that starts the boundaries of one isolation; none where plugins are linked in. */
declare const loaderOf: (isolation: Isolation) => string | undefined;
/**
 * The file that a plugin's own bundle has, beside `main.js`: `plugins/era.native.worker.js`; none where it is
 * linked in.
 */
declare const pluginBundle: ({ isolation, manifest }: PlannedPlugin) => string | undefined;

/** What resolution is given beside the profile. */
interface ResolveOptions {
    /** The profile's name: its file's name without `.json`. */
    readonly name: string;
    /**
     * Finds the plugin of a key, or says what stands in the way. It does all the reading, is called
     * once for each key, and what it throws ends the resolution.
     */
    readonly find: (key: string) => FoundPlugin | Complaint;
}
/**
 * Resolves a profile to a plan. Every fault of the profile is collected first, those of its shape
 * too: plugins that are not there, that are there twice, that provide the same, whose dependencies
 * are missing, of another version or circular, and isolations that are not built.
 *
 * @param document an opened profile; it gets the faults
 * @param options the profile's name, and how plugins are found
 * @returns the plan, which is the same for every order of the profile's keys
 * @throws MortiseError `invalid_document` with all faults; what `find` throws
 * @example
 * ```ts
 * import { openProfile, resolveProfile } from '@mortise/profile';
 *
 * const document = openProfile('{ "platform": "node", "plugins": { "@demo/wasm": {} } }', 'edge.json');
 * const manifest = { manifest: 1, id: 'demo.wasm', provides: { 'demo:runtime@1.0.0': { wasm: {} } } } as const;
 * const find = () => ({ specifier: '@demo/wasm', directory: 'plugins/wasm', manifest, version: '1.0.0' });
 * console.log(resolveProfile(document, { name: 'edge', find }).plugins[0]?.manifest.id); // demo.wasm
 * ```
 */
declare const resolveProfile: (document: JsonDocument<Profile>, { name, find }: ResolveOptions) => ProfilePlan;

export { builtIsolations, isBoundary, isolations, loaderOf, openProfile, platforms, pluginBundle, profileSchema, resolveProfile };
export type { Boundary, FoundPlugin, Isolation, PlannedPlugin, Platform, Profile, ProfileEntry, ProfilePlan, ResolveOptions };

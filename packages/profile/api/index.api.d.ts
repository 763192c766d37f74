import { Limits, Manifest, PluginManifest } from '@mortise/core';
import { JsonDocument, Complaint } from '@mortise/json';

/** How far a plugin is kept apart. */
declare const isolations: readonly ['none', 'worker', 'deno', 'wasm', 'wasm-inline', 'process'];
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
                        readonly enum: readonly ["none", "worker", "deno", "wasm", "wasm-inline", "process"];
                    };
                    readonly limits: {
                        readonly type: 'object';
                        readonly description: 'an object of limits';
                        readonly additionalProperties: false;
                        readonly properties: {
                            readonly memory: {
                                readonly type: 'string';
                                readonly pattern: '^[1-9][0-9]*(?:\\.[0-9]+)?(?:B|kB|MB|GB|KiB|MiB|GiB)$';
                                readonly description: 'a size such as "64MB"';
                            };
                            readonly callTimeout: {
                                readonly type: 'string';
                                readonly pattern: '^[1-9][0-9]*(?:\\.[0-9]+)?(?:ms|s|m)$';
                                readonly description: 'a time such as "5s" or "500ms"';
                            };
                            readonly startTimeout: {
                                readonly type: 'string';
                                readonly pattern: '^[1-9][0-9]*(?:\\.[0-9]+)?(?:ms|s|m)$';
                                readonly description: 'a time such as "5s" or "500ms"';
                            };
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
                    readonly pattern: '^[1-9][0-9]*(?:\\.[0-9]+)?(?:B|kB|MB|GB|KiB|MiB|GiB)$';
                    readonly description: 'a size such as "64MB"';
                };
                readonly gzip: {
                    readonly type: 'string';
                    readonly pattern: '^[1-9][0-9]*(?:\\.[0-9]+)?(?:B|kB|MB|GB|KiB|MiB|GiB)$';
                    readonly description: 'a size such as "64MB"';
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
    /** Tighter limits than the plugin's own. */
    readonly limits?: Limits;
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
 */
declare const openProfile: (text: string, file: string) => JsonDocument<Profile>;

/** A plugin that somebody found for a key of a profile. */
interface FoundPlugin {
    /** How the product imports it: the package's name, or none for a folder that is no package. */
    readonly specifier?: string;
    /** Where it lies, relative to the workspace. */
    readonly directory: string;
    readonly manifest: Manifest;
    readonly version: string;
}
/** One plugin of a plan. */
interface PlannedPlugin {
    /** As the profile writes it. */
    readonly key: string;
    readonly specifier?: string;
    readonly directory: string;
    readonly isolation: Isolation;
    readonly limits: Limits;
    readonly manifest: PluginManifest;
}
/** What a build does for one profile: everything is resolved, checked and sorted. */
interface ProfilePlan {
    readonly name: string;
    readonly platform: Platform;
    /** Relative to the product's folder. */
    readonly main: string;
    /** A plugin stands behind those that it depends on; else they go by id. */
    readonly plugins: readonly PlannedPlugin[];
    /** In bytes. */
    readonly budget: {
        readonly bytes?: number;
        readonly gzip?: number;
    };
}

/** What resolution is given beside the profile. */
interface ResolveOptions {
    /** The profile's name: its file's name without `.json`. */
    readonly name: string;
    /** Finds the plugin of a key, or says what stands in the way. It does all the reading. */
    readonly find: (key: string) => FoundPlugin | Complaint;
}
/**
 * Resolves a profile to a plan. Every fault of the profile is collected first: plugins that are not
 * there, that are there twice, that provide the same, whose dependencies are missing, of another
 * version or circular, and isolations that are not built.
 *
 * @param document an opened profile
 * @param options the profile's name, and how plugins are found
 * @throws MortiseError `invalid_document` with all faults
 */
declare const resolveProfile: (document: JsonDocument<Profile>, { name, find }: ResolveOptions) => ProfilePlan;

/**
 * A size in bytes.
 *
 * @param text as a profile's schema accepts it: a number and a unit, k = 1,000, Ki = 1,024
 * @example
 * ```ts
 * import { parseSize } from '@mortise/profile';
 *
 * console.log(parseSize('6kB')); // 6000
 * ```
 */
declare const parseSize: (text: string) => number;
/**
 * A size for people, in the units that a profile uses.
 *
 * @param bytes how many
 */
declare const formatSize: (bytes: number) => string;

export { formatSize, isolations, openProfile, parseSize, platforms, profileSchema, resolveProfile };
export type { FoundPlugin, Isolation, PlannedPlugin, Platform, Profile, ProfileEntry, ProfilePlan, ResolveOptions };

import { ContractId } from '@mortise/core';
import { ProfilePlan } from '@mortise/profile';

/**
 * A contract as data: what every other generator reads instead of the source. It is committed beside
 * the contract as `*.model.json` and published with it.
 */
interface ContractModel {
    /** The format's version. */
    readonly model: 1;
    readonly id: ContractId;
    readonly version: string;
    /** The interface's name, which is also that of the token. */
    readonly name: string;
    readonly doc?: string;
    readonly methods: readonly MethodModel[];
    /** The named types that methods reach, by name. */
    readonly types: Readonly<Record<string, TypeModel>>;
}
/** One method of a contract. */
interface MethodModel {
    readonly name: string;
    readonly doc?: string;
    readonly params: readonly FieldModel[];
    /** Whether an `AbortSignal` comes behind the parameters. */
    readonly cancellable?: boolean;
    readonly result: {
        readonly kind: 'promise' | 'stream';
        readonly type: TypeModel;
    };
    readonly idempotent?: boolean;
    /** As written in `@deadline`: `5s`. */
    readonly deadline?: string;
    /** The codes of `@throws`. */
    readonly throws?: readonly string[];
}
/** A parameter of a method, or a field of an object. */
interface FieldModel {
    readonly name: string;
    readonly type: TypeModel;
    readonly optional?: boolean;
    readonly doc?: string;
}
/** A type of values that can cross a boundary. */
type TypeModel = {
    readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'undefined' | 'void' | 'bytes';
} | {
    readonly kind: 'literal';
    readonly value: string | number | boolean;
} | {
    readonly kind: 'list' | 'record';
    readonly of: TypeModel;
} | {
    readonly kind: 'tuple' | 'union';
    readonly of: readonly TypeModel[];
} | {
    readonly kind: 'object';
    readonly fields: readonly FieldModel[];
} | {
    readonly kind: 'ref';
    readonly name: string;
};

/**
 * Reads a contract: the one interface of its file that has a `@contract` tag.
 *
 * @param text the source of a `*.contract.ts`
 * @param file how messages name it
 * @returns the contract as data
 * @throws MortiseError `invalid_document` with everything that the contract may not hold, each with
 *   line, member and what to write instead
 */
declare const readContract: (text: string, file: string) => Promise<ContractModel>;

/** How generators see a workspace: the disk, or an Nx tree that has not been written yet. */
interface Files {
    /** The text of a file; none where there is no file. Paths are relative to the workspace, with slashes. */
    read(path: string): string | undefined;
    /** The names in a folder, sorted; none where there is no folder. */
    list(path: string): readonly string[];
}
/**
 * The files of a workspace on disk.
 *
 * @param root the workspace's folder
 */
declare const diskFiles: (root: string) => Files;

/** A file as a generator would have it. */
interface GeneratedFile {
    /** Relative to the workspace, with slashes. */
    readonly path: string;
    /** None where the file should not be there. */
    readonly text: string | undefined;
}
/** How a workspace is generated. */
interface GenerateOptions {
    /** Whether to make also what looks fresh, as after a change of Mortise itself. */
    readonly full?: boolean;
}

/** What generation found. */
interface GenerateResult {
    /** The files that are not as they should be, sorted by path; empty when all is fresh. */
    readonly changes: readonly GeneratedFile[];
    /** How many contracts, plugins and profiles there are. */
    readonly counts: {
        readonly contracts: number;
        readonly plugins: number;
        readonly profiles: number;
    };
}
/**
 * All that is generated in a workspace: of contracts first, because plugins need their models, then
 * of plugins, then of profiles. It writes nothing: either everything can be generated, or the caller
 * gets one error with every fault.
 *
 * @param files the workspace
 * @param options `full` makes also what looks fresh
 * @throws MortiseError `generate_failed`, or the one error that there is
 */
declare const generate: (files: Files, options?: GenerateOptions) => Promise<GenerateResult>;

/** The parts of a package.json that generators read. */
interface PackageJson {
    readonly name?: string;
    readonly version?: string;
    readonly workspaces?: readonly string[] | {
        readonly packages?: readonly string[];
    };
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
    readonly peerDependencies?: Readonly<Record<string, string>>;
    readonly imports?: Readonly<Record<string, unknown>>;
    readonly mortise?: {
        readonly contracts?: readonly string[];
    };
}
/** One package of a workspace, or an installed one. */
interface Package {
    /** Relative to the workspace; `.` for the root. */
    readonly directory: string;
    readonly json: PackageJson;
}
/** The packages of an npm workspace; a plain npm project is a workspace of one. */
declare class Workspace {
    #private;
    readonly files: Files;
    /** Sorted by folder. */
    readonly packages: readonly Package[];
    /**
     * @param files the workspace's files; every package.json of it is read at once
     * @throws MortiseError `invalid_document` for a package.json whose parts that are read here are wrong
     */
    constructor(files: Files);
    /**
     * The package of that name, as code in a folder would import it: a member of the workspace, else
     * the nearest installed one.
     *
     * @param name a package's name
     * @param from the folder of the importing package
     */
    resolve(name: string, from: string): Package | undefined;
    /** The package in a folder, if it is one of the workspace or lies on its disk. */
    at(directory: string): Package | undefined;
}

/** The profile files of a product, relative to the workspace, sorted. */
declare const profileFiles: (workspace: Workspace, product: Package) => string[];
/** A profile's name: that of its file. */
declare const profileName: (file: string) => string;
/** The bootstrap of a profile, relative to its product. */
declare const bootstrapFile: (profile: string) => string;
/**
 * Reads a profile and resolves it to a plan.
 *
 * @param workspace where its plugins are found
 * @param product the package that has the profile
 * @param file the profile's path, relative to the workspace
 * @throws MortiseError `invalid_document` with all faults
 */
declare const readPlan: (workspace: Workspace, product: Package, file: string) => ProfilePlan;

/** What a scaffold comes to. */
interface Scaffold {
    /** The files to write, sorted by path; none where all is there already. */
    readonly changes: readonly GeneratedFile[];
    /** The folder of the package that it is about, relative to the workspace. */
    readonly directory: string;
    readonly packageName: string;
    /** What is left for a person to do, a sentence each. */
    readonly next: readonly string[];
}

/** What a plugin is made from; what is left out follows from name and contract. */
interface PluginOptions {
    /** Lower-case words joined by hyphens: `firecracker`. */
    readonly name: string;
    /** The contract that it implements: `era:runtime`, `era:runtime@1`. */
    readonly contract: string;
    /** The profiles that it joins: `edge-agent:edge`, a product and one of its profiles. */
    readonly profile?: string | readonly string[] | undefined;
    /** Without it `plugins/<contract>-<name>` in the first profile's product, or in the workspace. */
    readonly directory?: string | undefined;
    /** Without it `@<namespace>/<contract>-<name>`. */
    readonly packageName?: string | undefined;
    /** Without it `<namespace>.<name>`. */
    readonly pluginId?: string | undefined;
    /** The provider's name; without it the plugin's. */
    readonly provider?: string | undefined;
    /** The host services that it uses: `mortise:log`. */
    readonly uses?: string | readonly string[] | undefined;
}

/** What a contract is made from; what is left out follows from its name. */
interface ContractOptions {
    /** Lower-case words joined by hyphens: `runtime`. */
    readonly name: string;
    /** Without it the scope or the name of the workspace's own package. */
    readonly namespace?: string | undefined;
    /** Its whole version; without it `1.0.0`. */
    readonly contractVersion?: string | undefined;
    /** Without it `contracts/<name>`. */
    readonly directory?: string | undefined;
    /** Without it that of the package in the folder, or `@<namespace>/<name>`. */
    readonly packageName?: string | undefined;
}

/** What a profile is made from. */
interface ProfileOptions {
    /** Lower-case words joined by hyphens: `edge`. */
    readonly name: string;
    /** The product's package or its folder; without it the only package that has profiles. */
    readonly product?: string | undefined;
    /** What its bundle runs on; without it `node`. */
    readonly platform?: string | undefined;
}

/**
 * A new contract: a package with an interface to start from, its token and its model. In a folder that
 * holds a package already, the contract joins that package.
 *
 * @param files the workspace
 * @param options the name, and what differs from the defaults
 * @returns every file to write; nothing is written
 * @throws MortiseError `invalid_options` with all faults; what `generate` throws
 */
declare const scaffoldContract: (files: Files, options: ContractOptions) => Promise<Scaffold>;
/**
 * A new plugin: a package that fills a contract and says `unsupported` in each method, joined to the
 * profiles that are named. Files that are there stay as they are, so a second run adds what is missing,
 * such as one more profile. Once there is a src/plugin.ts, the code is its author's and none is added.
 *
 * @param files the workspace
 * @param options name, contract and what differs from the defaults
 * @returns every file to write; nothing is written
 * @throws MortiseError `invalid_options` with all faults; what `generate` throws
 */
declare const scaffoldPlugin: (files: Files, options: PluginOptions) => Promise<Scaffold>;
/**
 * A new profile of a product, without plugins, with its bootstrap and its import condition. A profile
 * that is there stays.
 *
 * @param files the workspace
 * @param options the name, the product, the platform
 * @returns every file to write; nothing is written
 * @throws MortiseError `invalid_options` with all faults; what `generate` throws
 */
declare const scaffoldProfile: (files: Files, options: ProfileOptions) => Promise<Scaffold>;

/**
 * Brings files on disk to their wanted state. Every text is on disk under another name before the
 * first file is replaced, so that a full disk or a missing right leaves all as it was.
 *
 * @param root the workspace's folder
 * @param changes what `generate` found
 * @throws MortiseError `write_failed`, naming the file
 */
declare const writeFiles: (root: string, changes: readonly GeneratedFile[]) => void;

export { Workspace, bootstrapFile, diskFiles, generate, profileFiles, profileName, readContract, readPlan, scaffoldContract, scaffoldPlugin, scaffoldProfile, writeFiles };
export type { ContractModel, ContractOptions, FieldModel, Files, GenerateResult, GeneratedFile, MethodModel, Package, PluginOptions, ProfileOptions, Scaffold, TypeModel };

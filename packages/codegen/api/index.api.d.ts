import { ContractId, IntegerKind } from '@mortise/core';
import { Complaint } from '@mortise/json';
import { ProfilePlan } from '@mortise/profile';

/**
 * A contract as data: what every other generator reads instead of the source. It is committed beside
 * the contract as `*.model.json` and published with it. It is whole: types that another contract shares
 * with it stand in it too, with a note whose they are.
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
    /** The named types that methods reach, by name, sorted. */
    readonly types: Readonly<Record<string, NamedTypeModel>>;
    /** The interfaces with methods that methods reach, by name, sorted; they cross as stubs. */
    readonly interfaces: Readonly<Record<string, InterfaceModel>>;
}
/** A type that has a name. */
interface NamedTypeModel {
    readonly doc?: string;
    readonly type: TypeModel;
    /** The contract that declares it, where it is another one. */
    readonly from?: Origin;
}
/** An interface with methods, which crosses as a stub. */
interface InterfaceModel {
    readonly doc?: string;
    readonly methods: readonly MethodModel[];
    /** How the language ends one: `extends AsyncDisposable` or `extends Disposable`. */
    readonly disposable?: 'async' | 'sync';
    readonly from?: Origin;
}
/** Where a shared type comes from. */
interface Origin {
    readonly contract: ContractId;
    readonly version: string;
    /** The type's name there, also where it is imported under another one. */
    readonly name: string;
    /** The module that it is imported from, as the contract writes it. */
    readonly specifier: string;
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
        readonly doc?: string;
    };
    readonly idempotent?: boolean;
    /** As written in `@deadline`: `5s`. */
    readonly deadline?: string;
    /** The codes of `@throws`, in the order of the source. */
    readonly throws?: readonly ThrowsModel[];
}
/** An error that a method is known to end with. */
interface ThrowsModel {
    readonly code: string;
    readonly doc?: string;
}
/**
 * A parameter of a method, or a field of an object. The fields of an object stand in the order in which
 * they travel: those that the released baseline has first, in its order, then those that are new.
 */
interface FieldModel {
    readonly name: string;
    readonly type: TypeModel;
    readonly optional?: boolean;
    readonly doc?: string;
}
/**
 * A type of values that can cross a boundary.
 *
 * - `enum`: one of some strings, or one of some numbers.
 * - `variant`: objects that the literal in the field `tag` tells apart.
 * - `option`: a value or `undefined`; an optional field has no option around its type.
 * - `union`: members that are of different kinds at run time (`WireKind` of @mortise/core), `null` among them.
 * - `stub`: one of the model's interfaces, borrowed as a parameter unless it is `owned`.
 * - `stream`: an `AsyncIterable` as a parameter; a result says it itself.
 */
type TypeModel = {
    readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'undefined' | 'void' | 'bytes' | 'bigint' | 'date' | IntegerKind;
} | {
    readonly kind: 'literal';
    readonly value: string | number | boolean;
} | {
    readonly kind: 'enum';
    readonly values: readonly (string | number)[];
} | {
    readonly kind: 'list' | 'record' | 'option' | 'stream';
    readonly of: TypeModel;
} | {
    readonly kind: 'tuple' | 'union';
    readonly of: readonly TypeModel[];
} | {
    readonly kind: 'variant';
    readonly tag: string;
    readonly cases: readonly VariantCase[];
} | {
    readonly kind: 'object';
    readonly fields: readonly FieldModel[];
} | {
    readonly kind: 'ref';
    readonly name: string;
} | {
    readonly kind: 'stub';
    readonly name: string;
    readonly owned?: boolean;
};
/** One kind of object of a variant. */
interface VariantCase {
    /** What the tag's field holds; several where one type stands for them all. */
    readonly values: readonly (string | number | boolean)[];
    /** An object, or a reference to one; the tag is one of its fields. */
    readonly type: TypeModel;
}

/** The contracts that a module exports, or why they cannot be had. */
type Resolved = {
    readonly models: readonly ContractModel[];
} | {
    readonly complaint: Complaint;
};
/**
 * Finds what a contract imports from.
 *
 * @param specifier as the contract writes it: `./other.contract.ts`, `@era/runtime`
 */
type Resolve = (specifier: string) => Resolved;

/** What a contract is read with, where it does not stand alone. */
interface ReadOptions {
    /** Finds what it imports from; without it, it can import from core only. */
    readonly resolve?: Resolve | undefined;
    /** The released model, which says in which order fields travel. */
    readonly baseline?: ContractModel | undefined;
}
/**
 * Reads a contract: the one interface of its file that has a `@contract` tag.
 *
 * @param text the source of a `*.contract.ts`
 * @param file how messages name it
 * @param options where it imports from, and what was released before
 * @returns the contract as data
 * @throws MortiseError `invalid_document` with everything that the contract may not hold, each with
 *   line, member and what to write instead
 */
declare const readContract: (text: string, file: string, options?: ReadOptions) => Promise<ContractModel>;

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

/**
 * Checks what generated files rest on and generation can do without: that the loader of each isolation is listed
 * in package.json and installed, and that isolated plugins export the entry of their bundles.
 *
 * @param files a workspace that can be generated
 * @throws MortiseError `missing_guest`, `missing_loader`, or `generate_failed` with all of them; what `readPlan` throws
 */
declare const checkInstalled: (files: Files) => void;

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

/** Which part of a version a change raises. */
type Step = 'major' | 'minor' | 'patch';
/** One thing that is not as the baseline has it. */
interface Change {
    /** Where, as one would write it: `Runtime.start(app).env`, `AppSpec.env`, `AppState "paused"`. */
    readonly member: string;
    readonly kind: 'added' | 'removed' | 'changed';
    /** What became of the member, to be read behind it: `was removed`. */
    readonly what: string;
    readonly demands: Step;
}
/** How a contract differs from its baseline. */
interface Growth {
    /** Those that demand most first, then by member. */
    readonly changes: readonly Change[];
    /** What all of them demand together; left out where there are none. */
    readonly demands?: Step;
}
/** How one contract of a workspace has grown since it was released. */
interface ContractGrowth extends Growth {
    readonly id: ContractId;
    readonly version: string;
    /** Its `*.contract.ts`, relative to the workspace. */
    readonly source: string;
    /** The version of its baseline; left out where it was never released. */
    readonly released?: string;
}

/**
 * What a contract has gained, lost and changed since its baseline, and which part of its version that
 * raises. The rules are those by which both sides of a call still understand each other when one of
 * them is older; codegen's README lists them. A type that many methods share is told of once, by its
 * own name.
 *
 * @param baseline the model as it was released
 * @param current the model as it is
 * @example
 * ```ts
 * import { compareContracts, readContract } from '@mortise/codegen';
 *
 * const shop = (params: string) =>
 *   readContract(
 *     `/** @contract demo:shop@1.0.0 *\/ export interface Shop { buy(${params}): Promise<void> }`,
 *     'shop.contract.ts',
 *   );
 * const { demands, changes } = compareContracts(await shop('id: string'), await shop('id: string, note?: string'));
 * console.log(demands, changes[0]?.member); // minor Shop.buy(note)
 * ```
 */
declare const compareContracts: (baseline: ContractModel, current: ContractModel) => Growth;

/**
 * Checks that the version of each contract says what has changed since it was released.
 *
 * @param files the workspace; generated files must be up to date
 * @returns how each contract has grown
 * @throws MortiseError `version_too_low` or `stray_baseline`, or `generate_failed` with several of them;
 *   `invalid_document`
 */
declare const checkGrowth: (files: Files) => Promise<readonly ContractGrowth[]>;

/** What a release found to record. */
interface ReleaseResult {
    /** The files that are not as they should be, sorted by path; empty when all is recorded. */
    readonly changes: readonly GeneratedFile[];
    readonly contracts: readonly ReleasedContract[];
}
/** A contract that was asked for. */
interface ReleasedContract extends ContractGrowth {
    /** Its baseline, relative to the workspace. */
    readonly file: string;
    /** `prerelease`: a version such as `1.1.0-rc.1` promises nothing, so that nothing is recorded. */
    readonly state: 'recorded' | 'unchanged' | 'prerelease';
}
/**
 * Records contracts as they are released: each one's model becomes its baseline, which later versions
 * are compared with. It writes nothing itself; the changes hold everything else that was out of date too.
 *
 * @param files the workspace
 * @param wanted ids, with a major or without, or paths of sources or of folders around them, relative
 *   to the workspace; without any, all contracts
 * @throws MortiseError `version_too_low` where a version does not say what has changed; `stray_baseline`
 *   where the baseline is that of another contract; `unknown_contract`; what `generate` throws
 */
declare const release: (files: Files, wanted?: readonly string[]) => Promise<ReleaseResult>;

/** What a scaffold comes to. */
interface Scaffold {
    /** The files to write, sorted by path; none where all is there already. */
    readonly changes: readonly GeneratedFile[];
    /** The folder of the package that it is about, relative to the workspace. */
    readonly directory: string;
    readonly packageName: string;
    /** What is left for a person to do, a sentence each. */
    readonly next: readonly string[];
    /** What is there already, stays, and is not what was asked for, a sentence each. */
    readonly kept?: readonly string[];
}

/** What a plugin is made from; what is left out follows from name and contract. */
interface PluginOptions {
    /** Lower-case words joined by hyphens: `firecracker`. */
    readonly name: string;
    /** The contract that it implements: `era:runtime`, `era:runtime@1`. */
    readonly contract: string;
    /** The profiles that it joins: `edge-agent:edge`, a product and one of its profiles. */
    readonly profile?: string | readonly string[] | undefined;
    /** How far it is kept apart in these profiles: `worker`, `deno`, `wasm`; without it, it is linked in. */
    readonly isolation?: string | undefined;
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

/** A method that WIT cannot say. It is not in the contract's WIT text; nothing else is lost. */
interface Unsupported {
    readonly kind: 'unsupported';
    /** The method: `debug`, or `Session.read` for one of another interface. */
    readonly member: string;
    /** The type that is to blame. */
    readonly type: string;
    /** What is wrong with it: `type Json holds itself`. */
    readonly why: string;
    /** What to write in the contract, so that WIT can say it. */
    readonly instead: string;
}
/**
 * The methods of a contract, and of the interfaces that are its own, that its WIT text leaves out.
 *
 * @param model the contract
 * @returns in the order of the model; none where WIT says it all
 * @example
 * ```ts
 * import { witSupport } from '@mortise/codegen';
 *
 * const tree = { kind: 'list', of: { kind: 'ref', name: 'Tree' } } as const;
 * const lost = witSupport({
 *   model: 1,
 *   id: 'demo:forest@1',
 *   version: '1.0.0',
 *   name: 'Forest',
 *   methods: [{ name: 'plant', params: [{ name: 'tree', type: tree }], result: { kind: 'promise', type: { kind: 'void' } } }],
 *   types: { Tree: { type: tree } },
 *   interfaces: {},
 * });
 * console.log(lost[0]?.why); // type Tree holds itself
 * ```
 */
declare const witSupport: (model: ContractModel) => readonly Unsupported[];

/**
 * Brings files on disk to their wanted state. Every text is on disk under another name before the
 * first file is replaced, so that a full disk, a missing right or a folder in the way leaves all as it was. Where moving
 * them fails later, the error says which were replaced.
 *
 * @param root the workspace's folder
 * @param changes what `generate` found
 * @throws MortiseError `write_failed`, naming the file
 */
declare const writeFiles: (root: string, changes: readonly GeneratedFile[]) => void;

export { Workspace, bootstrapFile, checkGrowth, checkInstalled, compareContracts, diskFiles, generate, profileFiles, profileName, readContract, readPlan, release, scaffoldContract, scaffoldPlugin, scaffoldProfile, witSupport, writeFiles };
export type { Change, ContractGrowth, ContractModel, ContractOptions, FieldModel, Files, GenerateResult, GeneratedFile, Growth, MethodModel, Package, PluginOptions, ProfileOptions, ReleaseResult, ReleasedContract, Scaffold, Step, TypeModel, Unsupported };

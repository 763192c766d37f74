/** A contract's identity: namespace, name and major version, such as `era:runtime@1`. */
type ContractId = `${string}:${string}@${number}`;
declare const shape: unique symbol;
/**
 * The runtime token of a contract: what a host asks a registry for. It is data and nothing else, so
 * that an edge bundle which names a contract carries two strings for it.
 */
interface Contract<out T, out Id extends string = string> {
    /** Namespace, name and major version: `era:runtime@1`. Two tokens with one id are one contract. */
    readonly id: Id;
    /** The full version that this token was generated from: `1.0.0`. */
    readonly version: string;
    /** Carries the interface in the type; never there at run time. */
    readonly [shape]?: T;
}
/** The interface behind a token: `ShapeOf<typeof Runtime>`. */
type ShapeOf<C> = C extends Contract<infer T, string> ? T : never;
/**
 * Makes a contract token. Generated code calls it; a person rarely does, except in plain JavaScript.
 * It is called twice, because TypeScript infers either all type parameters of a call or none.
 *
 * @returns a function of the contract's id and its full version (semver), which returns the token
 * @example
 * ```ts
 * import { contract } from '@mortise/core';
 *
 * interface Greeter { greet(name: string): Promise<string> }
 * const Greeter = contract<Greeter>()('demo:greeter@1', '1.0.0');
 * console.log(Greeter.id); // demo:greeter@1
 * ```
 */
declare const contract: <T>() => <const Id extends ContractId>(id: Id, version: string) => Contract<T, Id>;

/** A provider's place in a catalog: the contract it fills, then its name, as in `era:runtime@1/wasm`. */
type ProviderPath = `${ContractId}/${string}`;
/** What a manifest says of one provider. */
interface ProviderEntry {
    /** Under which key `activate` returns it: `runtime` in `{ runtime: { wasm } }`. */
    readonly key: string;
    /** The contract's full version that the plugin was written against. */
    readonly version: string;
    readonly capabilities?: readonly string[];
}
/** One host service that a plugin asks for. */
interface UseEntry {
    readonly contract: ContractId;
    /** Under which name the host hands it in; the contract's id is understood too. */
    readonly key: string;
    /** Under which name the plugin finds it in its context. */
    readonly as: string;
    readonly optional?: boolean;
    /** What the plugin asks to be granted; the host's service decides what it gives. */
    readonly grant?: Readonly<Record<string, unknown>>;
}
/** What is known of a plugin without running it: its plugin.json, resolved to what a registry needs. */
interface PluginManifest {
    /** Lower case, dotted: `era.wasm`. */
    readonly id: string;
    readonly version: string;
    /** Who brought it, for messages: a package's name or a path. */
    readonly source?: string;
    /** By the provider's path, so that nothing has to be parsed at run time. */
    readonly provides: Readonly<Record<ProviderPath, ProviderEntry>>;
    readonly uses?: readonly UseEntry[];
    /** Ids of the plugins that are activated before this one and ended after it. */
    readonly dependencies?: readonly string[];
}
/** What every plugin finds in its context, beside the services that its manifest names. */
interface PluginContext {
    readonly id: string;
    readonly version: string;
    /** Aborts when the end of the scope begins. */
    readonly signal: AbortSignal;
}
/** Providers as `activate` returns them: by the contract's key, then by the provider's name. */
type Providers = Readonly<Record<string, Readonly<Record<string, object>>>>;
/**
 * The code of a plugin. The registry that activates it owns its life, which runs once per scope:
 *
 * 1. `config` decodes what the host configured; a throw ends the activation.
 * 2. `activate` is called once, lazily, with all required services present.
 * 3. The providers serve calls.
 * 4. At the scope's end `ctx.signal` aborts, then `deactivate` is called once; services still work in it.
 * 5. All services are revoked, also where the plugin has kept them.
 *
 * When `activate` rejects, it has cleaned up after itself: `deactivate` is not called, the services
 * are revoked, and the next request activates anew. When it returns less than the manifest promises,
 * `deactivate` is called at once, because what was returned is live.
 */
interface PluginCode<Context = PluginContext, Provided = Providers, Config = undefined> {
    /** Decodes the host's configuration (`undefined` where it gave none); throws what a person can act on. */
    config?(raw: unknown): Config;
    /** @param ctx the plugin's services, and `config` as the plugin decoded it */
    activate(ctx: Context & {
        readonly config: Config;
    }): Promise<Provided> | Provided;
    /** @param ctx the very context that `activate` got, since one plugin may be active in many scopes */
    deactivate?(ctx: Context & {
        readonly config: Config;
    }): Promise<void> | void;
    /** Hands over state to a newer version of the plugin. For hosts that swap plugins; a registry does not call it. */
    exportState?(): Promise<unknown>;
    /** Takes over the state of `fromVersion` before the first call. For the same hosts. */
    importState?(state: unknown, fromVersion: string): Promise<void>;
}
declare const types: unique symbol;
/**
 * A plugin as a catalog holds it: its manifest and its code. `P` are its providers'
 * paths, `S` the services that it needs, by the host's key.
 */
interface Plugin<out P extends string = string, out S = unknown> {
    readonly manifest: PluginManifest;
    readonly code: PluginCode<any, Providers, any>;
    /** Carries types only; never there at run time. */
    readonly [types]?: {
        provides: P;
        services: S;
    };
}
/** Refuses what `P` does not name, which TypeScript lets pass in the result of an async function. */
type Exact<R, P> = {
    [K in keyof R]: K extends keyof P ? {
        [N in keyof R[K]]: N extends keyof P[K] ? R[K][N] : never;
    } : never;
};
/** The provider paths of a plugin or of a union of plugins. */
type ProvidersOf<L> = L extends Plugin<infer P, unknown> ? P : never;
/** The services that a plugin needs; for a union of plugins, what they need together. */
type ServicesOf<L> = (L extends Plugin<string, infer S> ? (needed: S) => void : never) extends (needed: infer All) => void ? All : never;
/** Who asks for a service. */
interface ServiceUser {
    readonly id: string;
    readonly version: string;
    /** What the plugin's manifest asks to be granted. */
    readonly grant?: Readonly<Record<string, unknown>> | undefined;
    /** Aborts when the plugin's end begins: what the service still does for it can stop. */
    readonly signal?: AbortSignal | undefined;
}
/**
 * Makes a service for one plugin: a logger with its name, a storage of its own. A host hands in
 * either the service itself or such a function.
 */
type ServiceFactory<T> = (user: ServiceUser) => T | Promise<T>;

/** What a manifest says of one provider. */
interface ManifestProvider {
    readonly capabilities?: readonly string[];
}
/** What a manifest says of one host service that it uses. */
interface ManifestUse {
    /** The name in the plugin's context; without it the contract's name, in camel case. */
    readonly as?: string;
    /** Whether the plugin also works without it: then it may be `undefined` in the context. */
    readonly optional?: boolean;
    readonly grant?: Readonly<Record<string, unknown>>;
}
/** Upper bounds that hold where the plugin is isolated. */
interface Limits {
    /** Bytes with a unit: `64MB`, `64MiB`. */
    readonly memory?: string;
    /** How much of the stack its calls may take, in the same units. */
    readonly stack?: string;
    /** How long one call may take: `500ms`, `5s`, `1m`. */
    readonly callTimeout?: string;
    /** How long a reader waits for one item of a stream, in the same units. */
    readonly idleTimeout?: string;
    /** How long activation may take, in the same units. */
    readonly startTimeout?: string;
    /** How long `deactivate` may take, in the same units. */
    readonly stopTimeout?: string;
}
/**
 * A plugin.json as its author writes it: all that can be known, signed and compared without running
 * code. Its schema is `@mortise/core/plugin.schema.json`.
 */
interface Manifest {
    readonly $schema?: string;
    /** The format's version. */
    readonly manifest: 1;
    readonly id: string;
    /** Taken from package.json where that stands beside it. */
    readonly version?: string;
    readonly description?: string;
    /** The module that exports the plugin by default, where no package.json says it. */
    readonly main?: string;
    /** Contract with its full version, then the provider's name. */
    readonly provides: Readonly<Record<string, Readonly<Record<string, ManifestProvider>>>>;
    /** Contract with its major version. */
    readonly uses?: Readonly<Record<string, ManifestUse>>;
    /** Plugin id to version range. */
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly engines?: Readonly<Record<string, string>>;
    /** They can only lower what its host allows, or what holds where that says nothing. */
    readonly limits?: Limits;
}
/** Names that every context has, and that no service may take. */
declare const contextKeys: readonly string[];
/**
 * Resolves a valid manifest to what a registry needs. Everything is sorted, so that two spellings of
 * one manifest give one result.
 *
 * @param manifest a manifest that its schema accepts
 * @param about the version that holds (package.json's), and where the plugin comes from
 * @throws MortiseError `invalid_manifest` with all names that the schema cannot see to clash: a provider
 * of two versions of one contract, two services with one name, a service with a name of every context
 */
declare const resolveManifest: (manifest: Manifest, about: {
    readonly version: string;
    readonly source?: string;
}) => PluginManifest;
/**
 * The key of each contract in what `activate` returns: its name; where two contracts share that, the
 * namespace goes before it; where that is taken too, as by two majors, the major goes behind it. Two
 * versions of one major share their key.
 *
 * @param contracts contract references with their versions
 */
declare const providerKeys: (contracts: readonly string[]) => Map<string, string>;

/** A plugin's manifest and code files with their hashes, nothing else: what a loader takes. */
interface Artifact {
    readonly manifest: Manifest;
    /** The version that holds: package.json's, or the manifest's own. */
    readonly version: string;
    /** Where it came from, for messages: a package's name or a path. */
    readonly source: string;
    /** The folder that `main` and `files` are relative to. */
    readonly directory: string;
    /** The module that exports the plugin by default. */
    readonly main: string;
    /** Each code file with its sha256 in hexadecimal digits. */
    readonly files: Readonly<Record<string, string>>;
}
/**
 * Makes an artifact into a plugin that a catalog can hold. Nothing of the artifact runs before the
 * registry activates it; the loader's boundary, if it has one, is built then and torn down at the end.
 */
interface Loader {
    /** The isolation that a profile names: `none`, `worker`, `deno`, `wasm`, `wasm-inline`. */
    readonly isolation: string;
    load(artifact: Artifact): Plugin;
}

/**
 * The steps of a plugin's life: its artifact is read (`load`), it enters a catalog (`register`), gets
 * its dependencies and services (`connect`) and its configuration (`configure`), becomes active, serves
 * calls and ends.
 */
type Phase = 'load' | 'register' | 'connect' | 'configure' | 'activate' | 'call' | 'deactivate';
/** What a {@link MortiseError} knows beside its code and message. */
interface MortiseErrorOptions {
    /** The plugin that it is about. */
    readonly pluginId?: string | undefined;
    /** Where in the plugin's life it happened. */
    readonly phase?: Phase | undefined;
    /** What to do next, with a command where there is one. */
    readonly hint?: string | undefined;
    /** The error behind this one, kept as it was thrown. */
    readonly cause?: unknown;
}
/**
 * Every error that Mortise raises itself. Recognise it by {@link isMortiseError} and `code`, not by
 * `instanceof`: two copies of the package may be loaded.
 *
 * @example
 * ```ts
 * import { isMortiseError, MortiseError } from '@mortise/core';
 *
 * const error: unknown = new MortiseError('unknown_provider', "Cannot get provider 'oci'");
 * if (isMortiseError(error)) console.log(error.code); // unknown_provider
 * ```
 */
declare class MortiseError extends Error implements MortiseErrorOptions {
    readonly code: string;
    readonly pluginId?: string;
    readonly phase?: Phase;
    readonly hint?: string;
    /**
     * @param code stable, lower case with underscores, listed in its package's errors.ts
     * @param message the failed action first, values quoted, no final period
     * @param options plugin, phase, hint and cause, each left out where it says nothing
     */
    constructor(code: string, message: string, options?: MortiseErrorOptions);
}
/**
 * Whether a caught value is a {@link MortiseError}, from this copy of the package or another one.
 *
 * @param value anything that was thrown
 */
declare const isMortiseError: (value: unknown) => value is MortiseError;
/** The message of anything that can be thrown, since plugins also throw strings, `undefined` and worse. */
declare const messageOf: (thrown: unknown) => string;

/** A contract reference in its parts: `era:runtime@1.0.0`. */
interface ContractRef {
    readonly namespace: string;
    readonly name: string;
    /** As written: `1`, `1.0` or `1.0.0`. */
    readonly version: string;
    /** Namespace, name and major version, which two sides must share: `era:runtime@1`. */
    readonly id: ContractId;
}
/** A name of WIT's kind: lower case, words joined by hyphens. Contracts and providers are named so. */
declare const namePattern = "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$";
/** A plugin's id: lower-case names joined by dots, at least two. */
declare const pluginIdPattern = "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+$";
/** A version of semver 2.0. */
declare const versionPattern = "^(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$";
/** A contract with its full version, as a plugin provides it: `era:runtime@1.0.0`. */
declare const providedContractPattern = "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*:[a-z][a-z0-9]*(?:-[a-z0-9]+)*@(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$";
/** A contract with its major version, as a plugin uses it: `mortise:log@1`. */
declare const usedContractPattern = "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*:[a-z][a-z0-9]*(?:-[a-z0-9]+)*@(?:0|[1-9][0-9]*)$";
/**
 * Reads a contract reference.
 *
 * @param text `namespace:name@version`, the version being a major or a whole one
 * @returns its parts
 * @throws MortiseError `invalid_contract_ref` when the text is something else
 * @example
 * ```ts
 * import { parseContractRef } from '@mortise/core';
 *
 * console.log(parseContractRef('era:runtime@1.2.0').id); // era:runtime@1
 * ```
 */
declare const parseContractRef: (text: string) => ContractRef;
/**
 * A name of WIT's kind as a property of JavaScript: `key-value` becomes `keyValue`.
 *
 * @param name words joined by hyphens or dots
 */
declare const camelCase: (name: string) => string;

declare const kind: unique symbol;
/** An unsigned integer of 8 bits. A plain number is one for TypeScript; a boundary checks its range. */
type u8 = number & {
    readonly [kind]?: 'u8';
};
/** An unsigned integer of 16 bits, as a number. */
type u16 = number & {
    readonly [kind]?: 'u16';
};
/** An unsigned integer of 32 bits, as a number. */
type u32 = number & {
    readonly [kind]?: 'u32';
};
/** An unsigned integer of 64 bits, as a bigint. */
type u64 = bigint & {
    readonly [kind]?: 'u64';
};
/** A signed integer of 8 bits, as a number. */
type s8 = number & {
    readonly [kind]?: 's8';
};
/** A signed integer of 16 bits, as a number. */
type s16 = number & {
    readonly [kind]?: 's16';
};
/** A signed integer of 32 bits, as a number. */
type s32 = number & {
    readonly [kind]?: 's32';
};
/** A signed integer of 64 bits, as a bigint. */
type s64 = bigint & {
    readonly [kind]?: 's64';
};
/** The integers that a contract can name, in WIT's words. */
type IntegerKind = 'u8' | 'u16' | 'u32' | 'u64' | 's8' | 's16' | 's32' | 's64';
/**
 * A parameter of this type hands the object over: the callee owns it and ends it with {@link release}.
 * A parameter of the interface alone is borrowed until the call, or the stream that it returns, ends.
 */
type Owned<T extends object> = T & {
    readonly [kind]?: 'owned';
};
/**
 * Ends an object that the caller owns: one that a call returned, or one that was handed over as
 * {@link Owned}. Behind a boundary the stub is released and the other side ends what is behind it.
 *
 * @param object a stub, or what stands behind it where nothing lies between
 * @returns when it is ended; at once where it has nothing to end. A second call does nothing more
 * @throws what the object's own `Symbol.asyncDispose` or `Symbol.dispose` throws
 * @example
 * ```ts
 * import { release } from '@mortise/core';
 *
 * await release({ [Symbol.asyncDispose]: async () => console.log('ended') }); // ended
 * ```
 */
declare const release: (object: object) => Promise<void>;

/** Where a value stands in the one around it: a field, a parameter or an index. */
type WireKey = string | number;
/** What a value of a union is at run time. No two members of a union are of one kind. */
type WireKind = 'string' | 'number' | 'boolean' | 'null' | 'undefined' | 'bytes' | 'bigint' | 'date' | 'list' | 'object';
/** Writes a value of one type. It throws where the value is of another type. */
type WriteValue<T = unknown> = (writer: WireWriter, value: T, at: WireKey) => void;
/** Reads a value of one type. It throws where there is another one. */
type ReadValue<T = unknown> = (reader: WireReader, at: WireKey) => T;
/**
 * Takes a value apart into the cells of a row. Every method checks what it gets, whatever its type
 * says, and throws the MortiseError `invalid_value`, which names the place, or `value_too_large`.
 */
interface WireWriter {
    string(value: string, at: WireKey): void;
    number(value: number, at: WireKey): void;
    boolean(value: boolean, at: WireKey): void;
    null(value: null, at: WireKey): void;
    undefined(value: undefined, at: WireKey): void;
    bytes(value: Uint8Array, at: WireKey): void;
    bigint(value: bigint, at: WireKey): void;
    date(value: Date, at: WireKey): void;
    integer(value: number | bigint, at: WireKey, kind: IntegerKind): void;
    /** One of a few values: an enum, the tag of a variant, a single literal. */
    oneOf(value: string | number | boolean, at: WireKey, values: readonly (string | number | boolean)[]): void;
    /** Whether an optional value is there; writes that it is not. */
    has<T>(value: T | undefined): value is T;
    /** Writes which kind of a union's values comes next. A record is an `object`. */
    union(value: unknown, at: WireKey): WireKind;
    list<T>(value: readonly T[], at: WireKey, item: WriteValue<T>): void;
    record<T>(value: Readonly<Record<string, T>>, at: WireKey, item: WriteValue<T>): void;
    /** Begins a tuple of that many values; {@link leave} ends it. */
    tuple(value: readonly unknown[], at: WireKey, length: number): void;
    leave(): void;
    /** Begins an object, whose fields follow in the model's order; {@link end} ends it. */
    object(value: object, at: WireKey): void;
    end(): void;
    /** An object with methods, which crosses as a stub. */
    stub<T extends object>(value: T, at: WireKey, wire: InterfaceWire<T>, owned: boolean): void;
    /** A stream that the receiver pulls. Only a parameter is one. */
    stream<T>(value: AsyncIterable<T>, at: WireKey, item: WriteValue<T>): void;
    /** Refuses the value. */
    fail(at: WireKey, expected: string, found: unknown): never;
}
/**
 * Makes fresh values from the cells of a row, which may come from anyone. Every method throws the
 * MortiseError `invalid_value` where the next cell is of another type.
 */
interface WireReader {
    string(at: WireKey): string;
    number(at: WireKey): number;
    boolean(at: WireKey): boolean;
    null(at: WireKey): null;
    undefined(at: WireKey): undefined;
    bytes(at: WireKey): Uint8Array;
    bigint(at: WireKey): bigint;
    date(at: WireKey): Date;
    integer(at: WireKey, kind: 'u64' | 's64'): bigint;
    integer(at: WireKey, kind: Exclude<IntegerKind, 'u64' | 's64'>): number;
    oneOf<const T extends string | number | boolean>(at: WireKey, values: readonly T[]): T;
    /** Whether an optional value comes next. It does not where an older sender knows nothing of it. */
    has(): boolean;
    union(at: WireKey): WireKind;
    list<T>(at: WireKey, item: ReadValue<T>): T[];
    record<T>(at: WireKey, item: ReadValue<T>): Record<string, T>;
    /** Begins a tuple of that many values; {@link leave} ends it. */
    tuple(at: WireKey, length: number): void;
    leave(): void;
    object(at: WireKey): void;
    /** Ends an object; what a newer sender wrote behind the known fields is passed over. */
    end(): void;
    stub<T extends object>(at: WireKey, wire: InterfaceWire<T>, owned: boolean): T;
    stream<T>(at: WireKey, item: ReadValue<T>): AsyncIterable<T>;
    /** Refuses what has been read. */
    fail(at: WireKey, expected: string, found: unknown): never;
}
/** How one method crosses a boundary. */
interface MethodWire {
    readonly name: string;
    readonly result: 'promise' | 'stream';
    /** How many parameters it has, without the `AbortSignal`. */
    readonly params: number;
    /** Whether an `AbortSignal` comes behind the parameters. */
    readonly cancellable?: boolean;
    readonly idempotent?: boolean;
    /** Of a call, or of the wait for each item of a stream, in milliseconds. */
    readonly deadline?: number;
    writeArgs(writer: WireWriter, args: readonly unknown[]): void;
    /** @returns as many values as there are parameters */
    readArgs(reader: WireReader): unknown[];
    /** The result, or one item of the stream. */
    writeResult(writer: WireWriter, value: unknown): void;
    readResult(reader: WireReader): unknown;
}
/** What a stub makes its calls with. */
interface StubCaller {
    call<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): Promise<T>;
    stream<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): AsyncIterable<T>;
    /** Lets go of the object on the other side; may be called again. */
    release(): Promise<void>;
}
/** An interface with methods, as a boundary needs it. */
interface InterfaceWire<T = object> {
    readonly name: string;
    readonly methods: Readonly<Record<string, MethodWire>>;
    /** The interface, each of whose methods calls the other side. */
    stub(caller: StubCaller): T;
}
/** A contract as a boundary needs it: what `*.wire.gen.ts` exports beside the token. */
interface ContractWire<T = object> extends InterfaceWire<T> {
    readonly id: ContractId;
    /** The full version that it was generated from. */
    readonly version: string;
}

export { MortiseError, camelCase, contextKeys, contract, isMortiseError, messageOf, namePattern, parseContractRef, pluginIdPattern, providedContractPattern, providerKeys, release, resolveManifest, usedContractPattern, versionPattern };
export type { Artifact, Contract, ContractId, ContractRef, ContractWire, Exact, IntegerKind, InterfaceWire, Limits, Loader, Manifest, ManifestProvider, ManifestUse, MethodWire, MortiseErrorOptions, Owned, Phase, Plugin, PluginCode, PluginContext, PluginManifest, ProviderEntry, ProviderPath, Providers, ProvidersOf, ReadValue, ServiceFactory, ServiceUser, ServicesOf, ShapeOf, StubCaller, UseEntry, WireKey, WireKind, WireReader, WireWriter, WriteValue, s16, s32, s64, s8, u16, u32, u64, u8 };

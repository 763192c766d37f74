import { MortiseError } from './error.ts';
import { type ContractRef, camelCase, parseContractRef } from './ids.ts';
import type { PluginManifest, ProviderEntry, ProviderPath, UseEntry } from './plugin.ts';

/** What a manifest says of one provider. */
export interface ManifestProvider {
  readonly capabilities?: readonly string[];
}

/** What a manifest says of one host service that it uses. */
export interface ManifestUse {
  /** The name in the plugin's context; without it the contract's name, in camel case. */
  readonly as?: string;
  /** Whether the plugin also works without it: then it may be `undefined` in the context. */
  readonly optional?: boolean;
  readonly grant?: Readonly<Record<string, unknown>>;
}

/** Upper bounds that hold where the plugin is isolated. */
export interface Limits {
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
export interface Manifest {
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
export const contextKeys: readonly string[] = ['id', 'version', 'signal', 'config'];

/**
 * Resolves a valid manifest to what a registry needs. Everything is sorted, so that two spellings of
 * one manifest give one result.
 *
 * @param manifest a manifest that its schema accepts
 * @param about the version that holds (package.json's), and where the plugin comes from
 * @throws MortiseError `invalid_manifest` with all names that the schema cannot see to clash: a provider
 * of two versions of one contract, two services with one name, a service with a name of every context
 */
export const resolveManifest = (
  manifest: Manifest,
  about: { readonly version: string; readonly source?: string },
): PluginManifest => {
  const dependencies = Object.keys(manifest.dependencies ?? {}).sort();
  const provides = providerEntries(manifest);
  const uses = useEntries(manifest);
  refuseClashes(manifest.id, provides, uses);
  return {
    id: manifest.id,
    version: about.version,
    ...(about.source === undefined ? {} : { source: about.source }),
    provides: Object.fromEntries(provides),
    ...(uses.length > 0 ? { uses } : {}),
    ...(dependencies.length > 0 ? { dependencies } : {}),
  };
};

const providerEntries = (manifest: Manifest): [ProviderPath, ProviderEntry][] => {
  const keys = providerKeys(Object.keys(manifest.provides));
  return sorted(manifest.provides).flatMap(([contract, names]) => {
    const { id, version } = parseContractRef(contract);
    return sorted(names).map(([name, { capabilities = [] }]): [ProviderPath, ProviderEntry] => [
      `${id}/${name}`,
      { key: keys.get(contract) as string, version, ...(capabilities.length > 0 ? { capabilities } : {}) },
    ]);
  });
};

const useEntries = (manifest: Manifest): UseEntry[] =>
  sorted(manifest.uses ?? {}).map(([contract, { as, optional, grant }]) => {
    const { id, name } = parseContractRef(contract);
    const key = camelCase(name);
    return {
      contract: id,
      key,
      as: as ?? key,
      ...(optional ? { optional } : {}),
      ...(grant ? { grant } : {}),
    };
  });

const refuseClashes = (
  pluginId: string,
  provides: readonly [ProviderPath, ProviderEntry][],
  uses: readonly UseEntry[],
): void => {
  const names = uses.map(({ as }) => as);
  const problems = [
    ...repeated(provides.map(([path]) => path)).map((path) => `'${path}' is provided twice`),
    ...repeated(names).map((name) => `two services are called '${name}'`),
    ...contextKeys.filter((key) => names.includes(key)).map((key) => `no service may be called '${key}'`),
  ];
  if (problems.length > 0) {
    throw new MortiseError(
      'invalid_manifest',
      `Cannot resolve plugin '${pluginId}': ${problems.join('; ')}`,
      {
        pluginId,
        phase: 'load',
        hint: "Name a service with 'as' in plugin.json; provide one version of a contract's major",
      },
    );
  }
};

const repeated = (names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) === index && names.lastIndexOf(name) !== index);

/**
 * The key of each contract in what `activate` returns: its name; where two contracts share that, the
 * namespace goes before it; where that is taken too, as by two majors, the major goes behind it. Two
 * versions of one major share their key.
 *
 * @param contracts contract references with their versions
 */
export const providerKeys = (contracts: readonly string[]): Map<string, string> => {
  const keys = new Map<string, string>();
  const refs = contracts.map(parseContractRef);
  let open = [...new Map(refs.map((ref) => [ref.id, keyChoices(ref)]))];
  // The last choice is the id, which no other contract has.
  for (let level = 0; open.length > 0; level++) {
    const wanted = open.map(([, choices]) => choices[level] as string);
    const taken = [...keys.values(), ...repeated(wanted)];
    for (const [index, key] of wanted.entries()) {
      if (!taken.includes(key)) keys.set(open[index]![0], key);
    }
    open = open.filter(([id]) => !keys.has(id));
  }
  return new Map(contracts.map((contract, index) => [contract, keys.get(refs[index]!.id) as string]));
};

const keyChoices = ({ namespace, name, id }: ContractRef): string[] => {
  const long = camelCase(`${namespace}-${name}`);
  return [camelCase(name), long, `${long}${id.split('@')[1]}`, id];
};

const sorted = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

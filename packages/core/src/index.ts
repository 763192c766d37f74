export type { Artifact, Loader } from './artifact.ts';
export { type Contract, type ContractId, contract, type ShapeOf } from './contract.ts';
export { isMortiseError, MortiseError, type MortiseErrorOptions, messageOf, type Phase } from './error.ts';
export {
  type ContractRef,
  camelCase,
  namePattern,
  parseContractRef,
  pluginIdPattern,
  providedContractPattern,
  usedContractPattern,
  versionPattern,
} from './ids.ts';
export {
  contextKeys,
  type Limits,
  type Manifest,
  type ManifestProvider,
  type ManifestUse,
  providerKeys,
  resolveManifest,
} from './manifest.ts';
export type {
  Exact,
  Plugin,
  PluginCode,
  PluginContext,
  PluginManifest,
  ProviderEntry,
  ProviderPath,
  Providers,
  ProvidersOf,
  ServiceFactory,
  ServicesOf,
  ServiceUser,
  UseEntry,
} from './plugin.ts';

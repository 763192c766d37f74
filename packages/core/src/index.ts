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
export {
  type IntegerKind,
  type Owned,
  release,
  type s8,
  type s16,
  type s32,
  type s64,
  type u8,
  type u16,
  type u32,
  type u64,
} from './values.ts';
export type {
  ContractWire,
  InterfaceWire,
  MethodWire,
  ReadValue,
  StubCaller,
  WireKey,
  WireKind,
  WireReader,
  WireWriter,
  WriteValue,
} from './wire.ts';

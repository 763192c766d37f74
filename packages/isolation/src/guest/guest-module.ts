import type { ContractWire, PluginCode, PluginManifest, Providers } from '@mortise/core';
import { contractOf } from '../provider-path.ts';
import type { FailureCode } from './guest.contract.ts';

/** A plugin's code, as a boundary calls it. */
// biome-ignore lint/suspicious/noExplicitAny: each plugin's code has its own context
type GuestCode = PluginCode<any, Providers, unknown>;

/** What a plugin's module holds. */
export interface GuestModule {
  readonly code: GuestCode;
  readonly wires: readonly ContractWire[];
}

/** Why a module is no plugin that a boundary can run; what it says reaches the host. */
export class GuestFault extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

interface Exported {
  readonly manifest?: { readonly id?: string };
  readonly code?: unknown;
}

/**
 * Finds the plugin in its module: the default export is what `definePlugin` of generated code returns, or the
 * author's code alone; `wires` holds the wire modules of all contracts that it provides and uses.
 *
 * @throws GuestFault `not_a_plugin`, `other_plugin`, `missing_wire`
 */
export const readGuestModule = (module: unknown, manifest: PluginManifest): GuestModule => {
  const { default: exported, wires = [] } = (module ?? {}) as { default?: Exported; wires?: unknown };
  const { manifest: own, code = exported } = exported ?? {};
  const id = own?.id ?? manifest.id;
  if (id !== manifest.id)
    throw new GuestFault('other_plugin', `it is plugin '${id}', its manifest says '${manifest.id}'`);
  if (typeof (code as Partial<GuestCode> | undefined)?.activate !== 'function')
    throw new GuestFault('not_a_plugin', 'it exports no activate()');
  const found = Array.isArray(wires) ? wires.filter(isWire) : [];
  const missing = contractsOf(manifest).filter((contract) => found.every(({ id }) => id !== contract));
  if (missing.length > 0)
    throw new GuestFault(
      'missing_wire',
      `its export 'wires' has [${found.map(({ id }) => id).join(', ')}], and lacks '${missing.join("', '")}'`,
    );
  return { code: code as GuestCode, wires: found };
};

/** What was generated, as far as it can be told. */
const isWire = (value: unknown): value is ContractWire => {
  const { id, version, methods, stub } = (value ?? {}) as { [Key in keyof ContractWire]?: unknown };
  const isNamed = typeof id === 'string' && typeof version === 'string';
  return isNamed && typeof methods === 'object' && methods !== null && typeof stub === 'function';
};

/** The contracts that a plugin provides or uses, each once. */
export const contractsOf = ({ provides, uses = [] }: PluginManifest): string[] => [
  ...new Set([...Object.keys(provides).map(contractOf), ...uses.map(({ contract }) => contract)]),
];

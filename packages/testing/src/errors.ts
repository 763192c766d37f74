import { MortiseError } from '@mortise/core';
import { nearNames } from './conformance/near-names.ts';

// One factory a code, sorted. What each means stands in the README.

export const leaked = (what: readonly string[]): MortiseError =>
  new MortiseError('leaked', `Something was started and not ended: ${what.join(', ')}`);

export const missingWire = (pluginId: string, contract: string): MortiseError =>
  new MortiseError(
    'missing_wire',
    `Cannot make plugin '${pluginId}' strict: no wire module of '${contract}'`,
    {
      pluginId,
      hint: "Import it from the contract's package, as from '@mortise/services/wire', and add it to 'wires'",
    },
  );

export const unknownCase = (found: readonly string[], known: readonly string[]): MortiseError => {
  const near = found.flatMap((name) => {
    const names = nearNames(name, known);
    return names.length > 0 ? [`${names.map(quoted).join(' or ')} instead of ${quoted(name)}`] : [];
  });
  const all = "all names are in 'conformance'";
  return new MortiseError(
    'unknown_case',
    `Cannot list the cases of a subject: ${found.map(quoted).join(' and ')} in 'unsupported' ${found.length > 1 ? 'name' : 'names'} no case`,
    {
      hint:
        near.length > 0
          ? `Write ${near.join(', and ')}; ${all}`
          : `Take the reasons out, or mend the names: ${all}`,
    },
  );
};

const quoted = (text: string): string => `'${text}'`;

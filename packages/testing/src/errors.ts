import { MortiseError } from '@mortise/core';

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

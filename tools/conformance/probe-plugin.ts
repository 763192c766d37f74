// The plugin that every loader is tested with: bundled once, run behind each boundary.
import type { ContractWire, PluginCode, PluginContext } from '@mortise/core';
import { createProbe, type Probe } from '@mortise/testing/probe';
import { ProbeWire } from '@mortise/testing/wire';

export const wires: readonly ContractWire<Probe>[] = [ProbeWire];

const plugin: PluginCode<PluginContext> = { activate: () => ({ probe: { probe: createProbe() } }) };
export default plugin;

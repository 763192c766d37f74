// The plugin that every loader is tested with: bundled once, run behind each boundary.
import { createProbe } from '@mortise/testing/probe';
import { ProbeWire } from '@mortise/testing/wire';

export const wires = [ProbeWire];

export default { activate: () => ({ probe: { probe: createProbe() } }) };

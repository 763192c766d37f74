import { forward } from '@mortise/rpc';
import { describe, expect, test } from 'vitest';
import { createProbe } from '../conformance/probe.ts';
import { ProbeWire } from '../conformance/probe.wire.gen.ts';
import type { Probe } from '../probe.ts';

describe('forward()', () => {
  test('has all methods of the contract, and passes them on once there is somebody', async () => {
    let found: Probe | undefined;
    const probe = forward(ProbeWire, () => found) as Probe;
    expect(Object.keys(probe)).toEqual(Object.keys(ProbeWire.methods));
    expect(probe.add).toBeUndefined();

    found = createProbe();
    expect(await probe.add(1, 2)).toBe(3);
  });

  test('keeps `this`', async () => {
    class Adder {
      readonly #by = 5;
      async add(a: number, b: number): Promise<number> {
        return this.#by + a + b;
      }
    }
    const adder = new Adder();

    expect(await (forward(ProbeWire, () => adder) as Probe).add(1, 2)).toBe(8);
  });

  test('lacks what its object lacks', () => {
    const { add, ...rest } = createProbe();
    const probe = forward(ProbeWire, () => rest) as Probe;

    expect([typeof probe.add, typeof probe.sum]).toEqual(['undefined', 'function']);
  });
});

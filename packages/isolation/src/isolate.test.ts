import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contract } from '@mortise/core';
import { startLeakCheck } from '@mortise/testing';
import { createProbe, type Probe } from '@mortise/testing/probe';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rejection, Scope } from '../fixtures/scope.ts';
import { until } from '../fixtures/until.ts';

const token = contract<Probe>()('mortise:probe@1', '1.0.0');

let check: () => Promise<void>;
let scope: Scope;
beforeEach(() => {
  check = startLeakCheck();
});
afterEach(async () => {
  await scope.end();
  expect(scope.kind.running, 'boundaries that still run').toBe(0);
  await check();
});

const crash = async () => {
  const { last } = scope.kind;
  last.finish({ kind: 'crash', how: 'exit code 7' });
  await last.ended;
};
const boundaries = (count: number) => until(() => expect(scope.kind.boundaries).toHaveLength(count));

describe("the spares of a bootstrap's plugin", () => {
  beforeEach(() => {
    scope = new Scope({}, {}, { spares: 1 });
  });

  test('are not started before a registry has the plugin', async () => {
    scope.open();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(scope.kind.boundaries).toHaveLength(0);
  });

  test('are there for a new start', async () => {
    const probe = await scope.probe();
    await boundaries(2);
    const [first, spare] = scope.kind.boundaries;
    first?.finish({ kind: 'crash', how: 'exit code 7' });
    await first?.ended;
    expect(await probe.add(1, 2)).toBe(3);
    expect(spare?.plugin).toBeDefined();
    await boundaries(3);
  });

  test('are there for another registry, and end with the last', async () => {
    const [one, two] = [scope.open(), scope.open()];
    await one.find(token, 'probe');
    await boundaries(2);
    await two.find(token, 'probe');
    expect(scope.kind.boundaries[1]?.plugin).toBeDefined();
    await boundaries(3);
    await one.dispose();
    expect(scope.kind.running).toBe(2);
    await two.dispose();
    expect(scope.kind.running).toBe(0);
    // A registry that is opened later has new ones.
    await (await scope.probe()).add(1, 2);
    await boundaries(5);
  });

  test('end where the plugin cannot be activated', async () => {
    scope = new Scope(
      {
        activate: async () => {
          await boundaries(2);
          throw new Error('no disk');
        },
      },
      {},
      { spares: 1 },
    );
    expect(await rejection(scope.probe())).toMatchObject({ code: 'activate_failed' });
    expect(scope.kind.running).toBe(0);
  });

  test('end though deactivate throws', async () => {
    const deactivate = () => {
      throw new Error('disk is full');
    };
    scope = new Scope({ deactivate }, {}, { spares: 1 });
    const registry = scope.open();
    await registry.find(token, 'probe');
    await boundaries(2);
    expect(await rejection(registry.dispose())).toMatchObject({ code: 'dispose_failed' });
    expect(scope.kind.running).toBe(0);
    scope = new Scope();
  });
});

describe("a host's limits", () => {
  test('hold on the side of the plugin, too', async () => {
    const limits = {
      calls: 30_000,
      size: 20_000_000,
      held: Number.POSITIVE_INFINITY,
      stubs: undefined as never,
    };
    scope = new Scope({}, { connection: { limits } });
    const probe = await scope.probe();
    const bytes = await probe.bytes(new Uint8Array(18_000_000));
    expect(bytes).toHaveLength(18_000_000);
    const guests = JSON.parse(JSON.stringify(scope.kind.last.plugin?.limits));
    // Beyond the host's own limit, it may ask whether the plugin still lives.
    expect(guests).toMatchObject({ calls: 30_064, size: 20_000_000, stubs: 20_000 });
    for (const limit of Object.values(guests)) expect(limit).toSatisfy(Number.isSafeInteger);
  });

  test('are reached by calls without harm, also where it raises them', async () => {
    scope = new Scope({}, { connection: { limits: { calls: 21_000 } } });
    const probe = await scope.probe();
    const waiting = Array.from({ length: 21_000 }, () => rejection(probe.wait()));
    expect(await rejection(probe.add(1, 2))).toMatchObject({ code: 'overloaded', pluginId: 'demo.probe' });
    // What is too much lets the host ask for a sign of life, which is no call too many.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await scope.end();
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ code: 'plugin_ended' });
    scope = new Scope();
  });
});

test('an error of a call names the plugin where nothing was sent, as it does where that starts anew', async () => {
  scope = new Scope();
  const probe = await scope.probe();
  const fault = { code: 'invalid_value', pluginId: 'demo.probe', phase: 'call' };
  const badArgument = () => rejection(probe.add('one' as never, 2));
  const badSignal = () => rejection(probe.wait({} as never));
  const alive = (await Promise.all([badArgument(), badSignal()])) as Error[];
  for (const error of alive) expect(error).toMatchObject(fault);
  await crash();
  expect((await badArgument()) as Error).toMatchObject({ ...fault, message: alive[0]?.message });
  expect((await badSignal()) as Error).toMatchObject({ ...fault, message: alive[1]?.message });
});

test.each([
  [{ size: Symbol('no') }, 'found a symbol as config.size'],
  [new Date(), 'found a Date as config'],
])('a configuration that cannot be passed is said once', async (config, found) => {
  scope = new Scope();
  const error = await rejection(scope.probe({ config: { 'demo.probe': config } }));
  expect(error).toMatchObject({ code: 'activate_failed', cause: { code: 'configure_failed' } });
  expect((error as Error).message).toContain(`Cannot configure plugin 'demo.probe': ${found}, expected`);
});

test('a value of more cells than the other side takes is refused where it is, and harms nobody', async () => {
  const json = async (value: unknown) => (typeof value === 'number' ? Array(value).fill(0) : value);
  const activate = () => ({ probe: { probe: { ...createProbe(), json } } });
  scope = new Scope({ activate: activate as never }, { connection: { limits: { cells: 1_000 } } });
  const probe = await scope.probe();
  const waiting = rejection(probe.wait());
  const tooLarge = { code: 'value_too_large', pluginId: 'demo.probe' };
  // In a union, each item takes two.
  for (const count of [500, 900, 5_000])
    expect(await rejection(probe.json(Array(count).fill(0)))).toMatchObject(tooLarge);
  for (const count of [500, 900, 5_000]) expect(await rejection(probe.json(count))).toMatchObject(tooLarge);
  expect(await probe.json(400)).toHaveLength(400);
  await scope.end();
  expect(await waiting).toMatchObject({ code: 'plugin_ended' });
  scope = new Scope();
});

test('a signal may be that of any number of calls', async () => {
  scope = new Scope();
  const probe = await scope.probe();
  const { signal } = new AbortController();
  const warned = vi.fn();
  process.on('warning', warned);
  await crash();
  await Promise.all(Array.from({ length: 30 }, () => probe.add(1, 2)));
  const waits = Array.from({ length: 30 }, () => rejection(probe.wait(signal)));
  await new Promise(setImmediate);
  process.off('warning', warned);
  expect(warned).not.toHaveBeenCalled();
  await scope.end();
  expect(await Promise.all(waits)).toHaveLength(30);
  scope = new Scope();
});

test("a host's onConnection that throws is warned of, and is not the plugin's failure", async () => {
  const warned = once(process, 'warning');
  const onConnection = () => {
    throw new Error('a slip');
  };
  scope = new Scope({}, { onConnection });
  expect(await (await scope.probe()).add(1, 2)).toBe(3);
  expect((await warned)[0]).toMatchObject({ message: "The host's onConnection has thrown: a slip" });
});

test('an error names the file of a bundle as people write it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mortise grün '));
  try {
    const file = join(folder, 'a.js');
    writeFileSync(file, 'export {}');
    scope = new Scope({}, {}, { bundle: pathToFileURL(file) });
    scope.kind.importModule = async () => ({});
    expect(await rejection(scope.probe())).toMatchObject({ message: expect.stringContaining(`'${file}'`) });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a new start does not need the file of the bundle, which a build may have replaced; a new life does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mortise-isolate-'));
  try {
    const file = join(folder, 'a.js');
    writeFileSync(file, 'export {}');
    scope = new Scope({}, {}, { bundle: pathToFileURL(file) });
    const one = scope.open();
    const probe = await one.find(token, 'probe');
    rmSync(file);
    await crash();
    expect(await probe.add(1, 2)).toBe(3);
    expect(new TextDecoder().decode(scope.kind.last.plugin?.code)).toBe('export {}');
    await one.dispose();
    expect(await rejection(scope.probe())).toMatchObject({
      cause: { code: 'missing_bundle', hint: expect.stringContaining('start the program anew') },
    });
    writeFileSync(file, 'export {}');
    expect(await (await scope.probe()).add(1, 2)).toBe(3);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

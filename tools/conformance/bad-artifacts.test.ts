// Every loader refuses what it cannot run by one typed error, leaves nothing behind, and takes what was mended.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artifact, contract } from '@mortise/core';
import type { IsolatedLoader } from '@mortise/isolation';
import { createCatalog, createRegistry } from '@mortise/registry';
import { startLeakCheck } from '@mortise/testing';
import type { Probe } from '@mortise/testing/probe';
import { ProbeWire } from '@mortise/testing/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loaders } from './all-loaders.ts';
import { type BadArtifact, badArtifacts, harmless, writeArtifact } from './bad-artifacts.ts';

const token = contract<Probe>()('mortise:probe@1', '1.0.0');
const folder = mkdtempSync(join(tmpdir(), 'mortise-bad-'));
const good = join(folder, 'good');
let mended: Artifact;

/** A busy machine must not decide what a case shows: only one that hangs has little time. */
const limitsOf = ({ hangs = false, phase }: BadArtifact, isolation: string) => {
  if (!hangs) return { startTimeout: '60s', callTimeout: '60s' };
  // Enough to get there: in the host's own thread, what loops is ended as a call would be.
  const isLong = phase === 'activate' || isolation === 'wasm-inline';
  return { startTimeout: isLong ? '6s' : '1s', callTimeout: '800ms' };
};

beforeAll(async () => {
  mended = (await writeArtifact(good, {})).artifact;
  // What a loader prepares once for the process is no leak.
  for (const create of Object.values(loaders)) {
    const loader = create({ wires: [ProbeWire] });
    await loader.prepare();
    await loader[Symbol.asyncDispose]();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is raised, by the loader at once or by the registry, where it is not the cause that says it. */
const attempt = async (
  loader: IsolatedLoader,
  artifact: Artifact,
): Promise<{ error: unknown; cause: unknown }> => {
  try {
    const registry = createRegistry(createCatalog([loader.load(artifact)]));
    try {
      await registry.find(token, 'probe');
    } finally {
      await registry.dispose();
    }
  } catch (error) {
    return { error, cause: (error as Error).cause ?? error };
  }
  throw new Error('It was taken');
};

const expectedOf = ({ code }: BadArtifact, isolation: string) =>
  typeof code === 'string' ? code : code[isolation];

describe.each(Object.entries(loaders))('%s', (isolation, create) => {
  test.each(badArtifacts.map((bad) => [bad.what, bad] as const))('refuses an artifact %s', async (_, bad) => {
    const { artifact, file } = await writeArtifact(join(folder, isolation), bad);
    bad.spoil?.(file);
    const check = startLeakCheck();
    const loader = create({ wires: bad.wires ?? [ProbeWire], limits: limitsOf(bad, isolation) });
    const { error, cause } = await attempt(loader, artifact);
    await loader[Symbol.asyncDispose]();
    await check();

    expect(error).toMatchObject({ pluginId: 'mortise.probe', phase: expect.any(String) });
    const code = expectedOf(bad, isolation);
    expect(cause).toMatchObject({
      code,
      message: expect.stringMatching(bad.message ?? /./),
      // What the plugin throws itself is passed on as it is, and the registry's error names the rest.
      ...(code !== 'no_disk' && { pluginId: 'mortise.probe', phase: bad.phase }),
    });
  });

  test.each(Object.entries(harmless))('takes a bundle %s', async (_, change) => {
    const { file } = await writeArtifact(join(folder, isolation), {});
    const content = change(readFileSync(file, 'utf8'));
    const { artifact } = await writeArtifact(join(folder, isolation), { content });
    const loader = create({ wires: [ProbeWire], limits: { startTimeout: '60s' } });
    const registry = createRegistry(createCatalog([loader.load(artifact)]));
    expect(await (await registry.find(token, 'probe')).add(1, 2)).toBe(3);
    await registry.dispose();
    await loader[Symbol.asyncDispose]();
  });

  test('takes the artifact once it is mended, in the same scope', async () => {
    const { artifact, file } = await writeArtifact(join(folder, isolation), {});
    const check = startLeakCheck();
    const loader = create({ wires: [ProbeWire], limits: { startTimeout: '60s' } });
    const registry = createRegistry(createCatalog([loader.load(artifact)]));
    rmSync(file);
    await expect(registry.find(token, 'probe')).rejects.toMatchObject({ cause: { code: 'missing_bundle' } });
    writeFileSync(file, 'export {}');
    await expect(registry.find(token, 'probe')).rejects.toMatchObject({ cause: { code: 'tampered' } });
    await writeArtifact(join(folder, isolation), {});
    expect(await (await registry.find(token, 'probe')).add(1, 2)).toBe(3);
    await registry.dispose();
    await loader[Symbol.asyncDispose]();
    await check();
  });

  test('refuses the next one behind one that was refused, and takes a good one', async () => {
    const { artifact } = await writeArtifact(join(folder, isolation), { content: 'throw 1' });
    const loader = create({ wires: [ProbeWire], limits: { startTimeout: '60s' }, spares: 1 });
    for (let count = 0; count < 3; count += 1) await attempt(loader, artifact);
    const registry = createRegistry(createCatalog([loader.load(mended)]));
    expect(await (await registry.find(token, 'probe')).add(1, 2)).toBe(3);
    await registry.dispose();
    await loader[Symbol.asyncDispose]();
  });
});

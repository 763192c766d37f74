// Every loader passes the same suite with the same bundle.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '@mortise/core';
import { createWorkerLoader } from '@mortise/loader-worker';
import { conformance, startLeakCheck } from '@mortise/testing';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { behind, buildProbe } from './subject.ts';

let artifact: Artifact;
const folder = mkdtempSync(join(tmpdir(), 'mortise-conformance-'));
beforeAll(async () => {
  artifact = await buildProbe(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const loaders = { worker: createWorkerLoader };

describe.each(Object.entries(loaders))('%s', (_, create) => {
  const subject = behind(() => artifact, create);
  test.each(conformance.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const check = startLeakCheck();
    await one.run(subject);
    await check();
  });
});

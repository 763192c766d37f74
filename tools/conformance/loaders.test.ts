// Every loader passes the same suite with the same bundle.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '@mortise/core';
import { conformanceOf, startLeakCheck } from '@mortise/testing';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { loaders } from './all-loaders.ts';
import { behind, buildProbe } from './subject.ts';

let artifact: Artifact;
const folder = mkdtempSync(join(tmpdir(), 'mortise-conformance-'));
beforeAll(async () => {
  artifact = await buildProbe(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.entries(loaders))('%s', (_, create) => {
  const subject = behind(() => artifact, create);
  for (const { title, unsupported, run } of conformanceOf(subject))
    test.skipIf(unsupported)(title, async () => {
      const check = startLeakCheck();
      await run();
      await check();
    });
});

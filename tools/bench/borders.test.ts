import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test.each(['floors', 'peers'])('%s import nothing of Mortise', (folder) => {
  const files = readdirSync(join(import.meta.dirname, folder));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const text = readFileSync(join(import.meta.dirname, folder, file), 'utf8');
    expect(text.match(/(from|import\() ?['"](@mortise|[./]*\/packages)/), file).toBeNull();
  }
});

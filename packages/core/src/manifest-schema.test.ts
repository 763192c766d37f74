import { expect, test } from 'vitest';
import { manifestSchema } from './manifest-schema.ts';

/** JSON as the formatter wants it: a list of words on one line, where it has room there. */
const format = (value: unknown): string =>
  `${JSON.stringify(value, null, 2)}\n`.replace(
    /^(.*)\[\n([^[\]{}]*?)\n +\](.*)$/gm,
    (lines, before, inner, after) => {
      const line = `${before}[${inner.trim().replace(/\n +/g, ' ')}]${after}`;
      return line.length <= 110 ? line : lines;
    },
  );

test('plugin.schema.json is manifestSchema in JSON; `npx vitest run packages/core/src/manifest-schema -u` writes it', async () => {
  await expect(format(manifestSchema)).toMatchFileSnapshot('../plugin.schema.json');
});

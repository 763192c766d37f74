import { expect, test } from 'vitest';
import { profileSchema } from './schema.ts';

/** JSON as the formatter wants it: a list of words on one line, where it has room there. */
const format = (value: unknown): string =>
  `${JSON.stringify(value, null, 2)}\n`.replace(
    /^(.*)\[\n([^[\]{}]*?)\n +\](.*)$/gm,
    (lines, before, inner, after) => {
      const line = `${before}[${inner.trim().replace(/\n +/g, ' ')}]${after}`;
      return line.length <= 110 ? line : lines;
    },
  );

test('profile.schema.json is profileSchema in JSON; `npx vitest run packages/profile -u` writes it', async () => {
  await expect(format(profileSchema)).toMatchFileSnapshot('../profile.schema.json');
});

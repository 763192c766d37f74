// Built-in code that recurses: JSON and a regular expression, nested a million times.

import { tried } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const levels = 1_000_000;

export default target({
  attack: async () => {
    await tried(() => JSON.parse('['.repeat(levels) + ']'.repeat(levels)));
    await tried(() => new RegExp('('.repeat(levels) + ')'.repeat(levels)).test(''));
    let nested = [];
    for (let level = 0; level < levels; level += 1) nested = [nested];
    await tried(() => JSON.stringify(nested));
    await tried(() => String(nested));
    return 'still here';
  },
});

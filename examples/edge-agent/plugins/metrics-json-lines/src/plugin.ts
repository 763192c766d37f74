import type { Metrics } from '@era/metrics';
import { definePlugin } from './plugin.gen.ts';
import { readLine } from './read-line.ts';

export default definePlugin({
  async activate({ log }) {
    const jsonLines: Metrics = {
      async read(lines) {
        const found = lines.flatMap(readLine);
        await log.debug('Read', { lines: lines.length, figures: found.length });
        return found;
      },
    };
    return { metrics: { 'json-lines': jsonLines } };
  },
});

import { Metrics } from '@era/metrics';
import { createRegistry } from '@mortise/registry';
import { createLog } from '@mortise/services';
import { catalog } from '#bootstrap';
import { callTime } from './call-time.ts';
import { residentSet } from './resident-set.ts';

// The same for every isolation: which one it is, the profile alone says.
const line = '{"sensor":"boiler","readings":3,"mean":63.0,"max":64.5}';

const registry = createRegistry(catalog, { services: { log: createLog({ level: 'warn' }) } });
try {
  const before = await residentSet();
  const asked = performance.now();
  const metrics = await registry.get(Metrics, 'json-lines');
  const figures = await metrics.read([line]);
  const start = performance.now() - asked;
  const memory = (await residentSet()) - before;
  const call = await callTime(() => metrics.read([line]));
  console.log(JSON.stringify({ start, call, memory, figures: figures.length }));
} finally {
  await registry.dispose();
}

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProfile } from '@mortise/build';
import { bootstrapFile, diskFiles, readPlan, Workspace } from '@mortise/codegen';
import type { Plugin } from 'esbuild';
import { root } from '../../workspace.ts';
import type { Bench } from '../bench.ts';
import { bundle, run } from '../edge/bundle.ts';
import { formatFigure } from '../table.ts';

const product = 'examples/edge-agent';
const main = join(root, product, 'src/main.ts');
const standIn = fileURLToPath(new URL('../floors/edge-bundle-agent.ts', import.meta.url));

export const edgeBundleAgent: Bench = {
  what: "the edge agent's profile edge (gzip -9)",
  unit: 'bytes',
  goal: { of: 'difference', atMost: 1200 },
  prepare: async () => {
    const subject = await bundle(main, { absWorkingDir: root });
    const floor = await bundle(main, { absWorkingDir: root, plugins: [putByHand] });
    const [expected, printed] = [
      await run(tmpdir(), floor, 'runtimes'),
      await run(tmpdir(), subject, 'runtimes'),
    ];
    if (printed !== expected) throw new Error(`The agent prints\n${printed}instead of\n${expected}`);
    return {
      subject: () => subject.gzip,
      floor: { name: 'the same main with new AppTable()', sample: () => floor.gzip },
      rounds: 1,
      note: await describeFramework(),
    };
  },
};

const putByHand: Plugin = {
  name: 'put-by-hand',
  setup: (build) => {
    build.onResolve({ filter: /^(#bootstrap|@mortise\/registry|@era\/runtime)$/ }, () => ({ path: standIn }));
  },
};

/** The framework's part as the build reports it, with the packages of @mortise that the product has chosen. */
async function describeFramework(): Promise<string> {
  const workspace = new Workspace(diskFiles(root));
  const agent = workspace.at(product);
  if (!agent) throw new Error(`There is no product in '${product}'`);
  const plan = readPlan(workspace, agent, `${product}/profiles/edge.json`);
  const report = await buildProfile(plan, { root, product, bootstrap: bootstrapFile('edge') });
  const [part, whole] = [report.framework.gzip, report.gzip].map((size) => formatFigure(size, 'bytes'));
  return `report.json counts ${part} of framework alone, with the services that the agent chose, in ${whole}`;
}

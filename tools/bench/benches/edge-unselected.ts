import { join } from 'node:path';
import { root } from '../../workspace.ts';
import type { Bench } from '../bench.ts';
import { type Bundle, bundle } from '../edge/bundle.ts';
import { edgeProduct, getMain } from '../edge/product.ts';

const unselected = ['amber', 'cobalt', 'violet'];

export const edgeUnselected: Bench = {
  what: 'a bundle from a workspace with three plugins that its profile does not name',
  unit: 'bytes',
  goal: { of: 'difference', atMost: 0 },
  prepare: async () => {
    const [many, one] = [await edgeProduct(getMain, unselected), await edgeProduct(getMain)];
    const [subject, floor] = [
      await bundle(join(many.path, 'src/main.ts')),
      await bundle(join(one.path, 'src/main.ts')),
    ];
    for (const name of unselected) refuse(subject, name, `/plugins/${name}/`);
    refuse(await bundle(join(root, 'examples/edge-agent/src/main.ts')), 'era.native', '/runtime-native/');
    return {
      subject: () => subject.text.length,
      floor: { name: 'the same from a workspace without them', sample: () => floor.text.length },
      rounds: 1,
    };
  },
};

/** Throws where a bundle has a text that only the plugin has, or has read one of its files. */
function refuse({ text, metafile }: Bundle, marker: string, folder: string): void {
  const inputs = Object.keys(metafile.inputs).filter((input) => input.includes(folder));
  if (text.includes(marker)) throw new Error(`The bundle holds '${marker}', which its profile does not name`);
  if (inputs.length > 0)
    throw new Error(`The bundle was made from '${inputs.join("', '")}', which its profile does not name`);
}

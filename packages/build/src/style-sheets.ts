import { relative } from 'node:path';
import type { Plugin } from 'esbuild';

/** A style sheet that code imports; the `detail` of a message of esbuild, which says where. */
export interface StyleSheetFault {
  readonly code: 'style_sheet';
  /** Relative to the product. */
  readonly file: string;
}

/**
 * Refuses style sheets that code imports: esbuild would put them into a file of their own, which nothing loads and
 * no report names. As text they are a part of the bundle.
 */
export const styleSheetPlugin: Plugin = {
  name: 'mortise-style-sheets',
  setup(build) {
    const { absWorkingDir = process.cwd() } = build.initialOptions;
    build.onLoad({ filter: /\.css$/ }, ({ path, with: { type } }) => {
      if (type) return undefined;
      const file = relative(absWorkingDir, path).replaceAll('\\', '/');
      const detail: StyleSheetFault = { code: 'style_sheet', file };
      return { errors: [{ text: `'${file}' is a style sheet, which no bundle holds`, detail }] };
    });
  },
};

import { generatedBy, isFresh, stamp } from '../stamp.ts';
import { render, templateText } from '../template.ts';
import type { Files } from '../workspace/files.ts';
import type { GeneratedFile } from './generated-file.ts';

/** To be raised when the same values give another text. */
const version = '1';

/** What a generated file is made from. */
export interface FillOptions {
  /** A file of `templates/`, without `.hbs`. */
  readonly template: string;
  /** The source that its first line names, relative to the file. */
  readonly from: string;
  /** What the template names; JSON values. */
  readonly values: object;
  /** Fills the template also where the file looks fresh. */
  readonly full?: boolean | undefined;
}

/**
 * A file as its template makes it. One that is fresh is left as it is, without filling the template.
 *
 * @param files the workspace
 * @param path where the file lies
 * @param options what it is made from
 */
export const fillTemplate = (
  files: Files,
  path: string,
  { template, from, values, full = false }: FillOptions,
): GeneratedFile => {
  const inputs = [version, from, templateText(template), JSON.stringify(values)];
  const text = files.read(path);
  if (!full && isFresh(text, inputs)) return { path, text };
  return { path, text: stamp(render(template, { generated: generatedBy(from), ...values }), inputs) };
};

import { beforeEach, describe, expect, test } from 'vitest';
import { filesOf, type Texts, written } from '../../fixtures/agent-workspace.ts';
import { baselineOf } from '../growth/baseline.ts';
import { generate } from './generate.ts';

const json = (value: unknown): string => JSON.stringify(value);

const packageOf = (name: string, contracts: readonly string[], dependencies = {}): string =>
  json({ name, version: '1.0.0', dependencies, mortise: { contracts } });

/** `jobs` imports from `shapes` beside it and from the package `@demo/base`; the names say: not in that order. */
const sources: Texts = {
  'package.json': json({ name: 'demo', workspaces: ['packages/*'] }),
  'packages/app/package.json': packageOf(
    '@demo/app',
    ['./src/jobs.contract.ts', './src/shapes.contract.ts'],
    {
      '@demo/base': '^1.0.0',
    },
  ),
  'packages/app/src/jobs.contract.ts': `import type { Point } from './shapes.contract.ts';
import type {
  Name as Title,
} from '@demo/base';
export interface Job { at: Point; title: Title }
/** @contract demo:jobs@1.0.0 */
export interface Jobs { add(job: Job): Promise<void> }
`,
  'packages/app/src/shapes.contract.ts': `export interface Point { x: number; y: number }
/** @contract demo:shapes@1.0.0 */
export interface Shapes { move(to: Point): Promise<void> }
`,
  'packages/base/package.json': packageOf('@demo/base', ['./src/base.contract.ts']),
  'packages/base/src/base.contract.ts': `export type Name = string;
/** @contract demo:base@1.0.0 */
export interface Base { rename(name: Name): Promise<void> }
`,
};

const jobs = 'packages/app/src/jobs';
const pathsOf = ({ changes }: { changes: readonly { path: string }[] }) => changes.map(({ path }) => path);

let texts: Texts;

beforeEach(async () => {
  texts = written(sources, (await generate(filesOf(sources))).changes);
});

const modelOf = (all: Texts, file: string) => JSON.parse(`${all[`${file}.model.json`]}`);

const messageOf = async (edit: Texts): Promise<string> =>
  generate(filesOf({ ...texts, ...edit })).then(
    () => '',
    ({ message }) => message,
  );

describe('generate()', () => {
  test('reads first what a contract imports, from beside it and from a package', async () => {
    expect(modelOf(texts, jobs).types).toMatchObject({
      Job: { type: { fields: [{ name: 'at' }, { type: { kind: 'ref', name: 'Title' } }] } },
      Point: { from: { contract: 'demo:shapes@1', name: 'Point', specifier: './shapes.contract.ts' } },
      Title: { from: { contract: 'demo:base@1', name: 'Name', specifier: '@demo/base' } },
    });
    expect(pathsOf(await generate(filesOf(texts)))).toEqual([]);
    expect(pathsOf(await generate(filesOf(texts), { full: true }))).toEqual([]);
  });

  test('renews a contract when a type that it imports changes, and no other one', async () => {
    const source = 'packages/base/src/base.contract.ts';
    const edited = { ...texts, [source]: `${texts[source]}`.replace('Name = string', 'Name = number') };
    const paths = pathsOf(await generate(filesOf(edited)));
    expect(paths).toContain(`${jobs}.model.json`);
    expect(paths.filter((path) => path.includes('shapes'))).toEqual([]);
  });

  test('keeps the order of a baseline, and looks again when that changes', async () => {
    const released = modelOf(texts, 'packages/app/src/shapes');
    released.types.Point.type.fields.reverse();
    const { generated, ...model } = released;
    const { path, text } = baselineOf('packages/app/src/shapes.contract.ts', model);
    const edited = { ...texts, [path]: `${text}` };
    const all = written(edited, (await generate(filesOf(edited))).changes);
    expect(modelOf(all, 'packages/app/src/shapes').types.Point.type.fields).toMatchObject([
      { name: 'y' },
      { name: 'x' },
    ]);
    // Who shares the type has it in the same order.
    expect(modelOf(all, jobs).types.Point.type.fields).toMatchObject([{ name: 'y' }, { name: 'x' }]);
    expect(pathsOf(await generate(filesOf(all)))).toEqual([]);
  });

  test('reads the models of installed packages', async () => {
    const { 'packages/base/package.json': list = '', ...rest } = texts;
    const installed: Texts = {
      ...Object.fromEntries(Object.entries(rest).filter(([path]) => !path.startsWith('packages/base/'))),
      'node_modules/@demo/base/package.json': list,
      'node_modules/@demo/base/src/base.model.json': `${texts['packages/base/src/base.model.json']}`,
    };
    expect(pathsOf(await generate(filesOf(installed)))).toEqual([]);
    delete installed['node_modules/@demo/base/src/base.model.json'];
    await expect(generate(filesOf(installed))).rejects.toThrow("'@demo/base', which has no contract model");
  });

  test('refuses imports that go in a circle, naming it, and says once what follows from that', async () => {
    const source = 'packages/app/src/shapes.contract.ts';
    const message = await messageOf({
      [source]: `import type { Job } from './jobs.contract.ts';\n${texts[source]}`,
    });
    expect(message).toContain(
      "shapes.contract.ts:1:1: found an import from './jobs.contract.ts', which goes in a circle: packages/app/src/jobs.contract.ts → packages/app/src/shapes.contract.ts → packages/app/src/jobs.contract.ts",
    );
    expect(message).toContain(
      "jobs.contract.ts:1:1: found an import from './shapes.contract.ts', which cannot be read",
    );
  });

  test('refuses a contract that imports itself', async () => {
    const source = 'packages/base/src/base.contract.ts';
    const message = await messageOf({
      [source]: `import type { Name as N } from './base.contract.ts';\n${texts[source]}`,
    });
    expect(message).toContain(`which goes in a circle: ${source} → ${source}`);
  });

  test.each([
    ['./lost.contract.ts', "an import from './lost.contract.ts', which is not there"],
    [
      '../../base/src/base.contract.ts',
      "of another package, expected a package by its name (write from '@demo/base')",
    ],
    ['@demo/app', "an import from '@demo/app' itself"],
    [
      '@demo/base/src/base.contract.ts',
      "which is inside a package, expected a package of contracts (write from '@demo/base')",
    ],
    [
      '@demo/lost',
      "an import from '@demo/lost', which is not there, expected a package of contracts (npm install @demo/lost)",
    ],
    ['demo', "an import from 'demo', which has no contracts"],
    [
      'node:stream',
      "an import from 'node:stream', expected a package of contracts (declare the type in this file)",
    ],
    [
      '@demo/other',
      'which is no dependency, expected a package that comes with this one (add it to "dependencies" of packages/app/package.json)',
    ],
  ])('refuses an import from %s', async (specifier, fault) => {
    const message = await messageOf({
      'packages/other/package.json': packageOf('@demo/other', ['./src/other.contract.ts']),
      'packages/other/src/other.contract.ts': `${texts['packages/base/src/base.contract.ts']}`.replace(
        'demo:base',
        'demo:other',
      ),
      [`${jobs}.contract.ts`]: `${texts[`${jobs}.contract.ts`]}`.replace('./shapes.contract.ts', specifier),
    });
    expect(message).toContain(
      `${jobs}.contract.ts:1:1: found ${fault.startsWith('an import') ? fault : `an import from '${specifier}'`}`,
    );
    expect(message).toContain(fault);
  });

  test('names the faults of a contract beside those of one that it imports', async () => {
    const message = await messageOf({
      'packages/base/src/base.contract.ts':
        '/** @contract demo:base@1.0.0 */\nexport interface Base { a(): string }\n',
      [`${jobs}.contract.ts`]: `${texts[`${jobs}.contract.ts`]}`.replace('job: Job', 'job: Job, all: any'),
    });
    expect(message).toContain("base.contract.ts:2:30 Base.a: found the result 'string'");
    expect(message).toContain(
      "jobs.contract.ts:2:1: found an import from '@demo/base', which cannot be read",
    );
    expect(message).toContain("found the type 'any'");
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import {
  agentWorkspace,
  filesOf,
  runtimeContract,
  type Texts,
  written,
} from '../../fixtures/agent-workspace.ts';
import { generate } from '../generate/generate.ts';
import { checkGrowth } from './contract-growth.ts';
import { release } from './release.ts';

const source = 'agent/contracts/runtime/src/runtime.contract.ts';
const baseline = 'agent/contracts/runtime/src/runtime.baseline.json';
const log = 'packages/services/src/log';

let texts: Texts;

beforeEach(async () => {
  texts = await agentWorkspace();
});

/** Records what is asked for, as the command does. */
const released = async (before: Texts, ...wanted: string[]): Promise<Texts> =>
  written(before, (await release(filesOf(before), wanted)).changes);

/** The workspace after an edit of the contract, with all that is generated. */
const edited = async (before: Texts, version: string, edit: (text: string) => string = (text) => text) => {
  const after = { ...before, [source]: edit(runtimeContract.replace('@1.0.0', `@${version}`)) };
  return written(after, (await generate(filesOf(after))).changes);
};

/** It refers to a type that it lacks. */
const broken = {
  ...{ model: 1, id: 'era:runtime@1', version: '1.0.0', name: 'Runtime', types: {}, interfaces: {} },
  methods: [{ name: 'start', params: [], result: { kind: 'promise', type: { kind: 'ref', name: 'App' } } }],
};

const withOptional = (text: string) =>
  text.replace(
    'args?: readonly string[];',
    'args?: readonly string[];\n  readonly env?: Record<string, string>;',
  );
const withoutArgs = (text: string) => text.replace(/.*args\?.*\n/, '');

describe('release()', () => {
  test('records the model of every contract, and nothing the second time', async () => {
    const { contracts, changes } = await release(filesOf(texts));
    expect(contracts.map(({ id, state, file }) => [id, state, file])).toEqual([
      ['era:runtime@1', 'recorded', baseline],
      ['mortise:log@1', 'recorded', `${log}.baseline.json`],
    ]);
    const after = written(texts, changes);
    const { generated, ...model } = JSON.parse(`${texts[baseline.replace('baseline', 'model')]}`);
    expect(JSON.parse(`${after[baseline]}`)).toEqual({
      released: expect.stringMatching(/^Recorded by mortise release, do not edit\. [0-9a-f]{16}$/),
      ...model,
    });
    const again = await release(filesOf(after));
    expect(again.changes).toEqual([]);
    expect(again.contracts.map(({ state }) => state)).toEqual(['unchanged', 'unchanged']);
    expect((await generate(filesOf(after))).changes).toEqual([]);
  });

  test.each(['era:runtime', 'era:runtime@1', source, 'agent/contracts', './agent/contracts/runtime/'])(
    'records only what is named: %s',
    async (name) => {
      const { contracts } = await release(filesOf(texts), [name]);
      expect(contracts.map(({ id }) => id)).toEqual(['era:runtime@1']);
    },
  );

  test('names the contracts that there are when it knows none of a name', async () => {
    const failed = release(filesOf(texts), ['era:runtim']);
    await expect(failed).rejects.toMatchObject({
      code: 'unknown_contract',
      hint: expect.stringContaining('era:runtime@1, mortise:log@1'),
    });
  });

  test('brings what is generated up to date before it records it', async () => {
    const stale = { ...texts, [source]: withOptional(runtimeContract) };
    const after = await released(stale);
    expect(after[baseline]).toContain('"env"');
    expect((await generate(filesOf(after))).changes).toEqual([]);
  });

  test('refuses a contract that changed without another version, and says where', async () => {
    const before = await released(texts);
    const failed = release(filesOf(await edited(before, '1.0.0', withOptional)));
    await expect(failed).rejects.toMatchObject({
      code: 'version_too_low',
      message: `Cannot release 'era:runtime' 1.0.0: 'App.env' was added since 1.0.0, which needs 1.1.0\n  ${source}:5`,
      hint: 'Write @contract era:runtime@1.1.0, or take back what needs it',
      faults: [
        { file: source, line: 5, path: 'App.env', found: 'added since 1.0.0', expected: 'version 1.1.0' },
      ],
    });
  });

  test('says of a case that is sent unasked, in whole sentences, since when and what it needs', async () => {
    const state = (values: string) => (text: string) =>
      text.replace('readonly text: string', `readonly text: ${values}`);
    const first = { ...texts, [source]: state("'a' | 'b'")(runtimeContract) };
    const before = await released(first);
    const now = await edited(before, '1.1.0', state("'a' | 'b' | 'c'"));
    await expect(checkGrowth(filesOf(now))).rejects.toMatchObject({
      message: expect.stringContaining(
        `'Line.text "c"' was added since 1.0.0, and is sent to those who do not know it; that needs 2.0.0`,
      ),
    });
  });

  test('says how to mend fields that moved because their type has another name', async () => {
    const before = await released(texts);
    const moved = (text: string) =>
      text
        .replace('readonly id: string;', '')
        .replace('args?: readonly string[];', 'args?: readonly string[];\n  readonly id: string;')
        .replaceAll(/\bApp\b/g, 'Application');
    await expect(checkGrowth(filesOf(await edited(before, '1.1.0', moved)))).rejects.toMatchObject({
      message: expect.stringContaining(
        "'Application.id' travels in another place since 1.0.0, which needs 2.0.0",
      ),
      hint: 'Write @contract era:runtime@2.0.0, or give the fields their old order, or the type its old name: by that name its fields keep their places',
    });
  });

  test('tells of every change that a version does not cover, and of those only', async () => {
    const before = await released(texts);
    const now = await edited(before, '1.1.0', (text) =>
      withOptional(text)
        .replace(/ {2}stop.*\n/, '')
        .replace('readonly text', 'readonly line'),
    );
    await expect(checkGrowth(filesOf(now))).rejects.toMatchObject({
      message: `Cannot release 'era:runtime' 1.1.0: 3 changes since 1.0.0 need 2.0.0
  ${source}:9: 'Line.line' was added and is required
  ${source}:9: 'Line.text' was removed
  ${source}:12: 'Runtime.stop' was removed`,
    });
  });

  test('tells which changes need less than all of them together', async () => {
    const before = await released(texts);
    const now = await edited(before, '1.0.0', (text) =>
      withOptional(text).replace('text: string', 'text: number'),
    );
    await expect(release(filesOf(now))).rejects.toMatchObject({
      message: `Cannot release 'era:runtime' 1.0.0: 2 changes since 1.0.0 need 2.0.0
  ${source}:9: 'Line.text' is number and was string
  ${source}:5: 'App.env' was added (a minor step)`,
    });
  });

  test('tells of all contracts at once', async () => {
    const before = await released(texts);
    const now: Texts = { ...(await edited(before, '1.0.0', withoutArgs)) };
    const file = `${log}.contract.ts`;
    now[file] = `${now[file]}`.replace('info', 'warn');
    await expect(release(filesOf(now))).rejects.toMatchObject({
      code: 'generate_failed',
      message: expect.stringMatching(/'era:runtime' 1\.0\.0[\s\S]*'mortise:log' 1\.0\.0/),
    });
    const { contracts } = await release(filesOf(await edited(before, '1.0.0')), ['mortise:log']);
    expect(contracts).toHaveLength(1);
  });

  test('refuses a version below the one that was released', async () => {
    const before = await released(await edited(texts, '1.2.0'));
    await expect(release(filesOf(await edited(before, '1.1.0')))).rejects.toMatchObject({
      code: 'version_too_low',
      message: "Cannot release 'era:runtime' 1.1.0: 1.2.0 is released already",
      hint: 'Write @contract era:runtime@1.2.0 or a higher one',
    });
  });

  test('replaces the baseline when the version covers the growth', async () => {
    const before = await released(texts);
    const after = await released(await edited(before, '1.1.0', withOptional));
    expect(JSON.parse(`${after[baseline]}`)).toMatchObject({ version: '1.1.0' });
    await expect(release(filesOf(await edited(after, '1.2.0', withOptional)))).resolves.toBeDefined();
    await expect(release(filesOf(await edited(after, '1.2.0', withoutArgs)))).rejects.toThrow(
      "'App.env' was removed",
    );
  });

  test('replaces the baseline of another major without asking what it broke', async () => {
    const before = await released(texts);
    const file = `${log}.contract.ts`;
    const major = (text?: string) => `${text}`.replace('@1.0.0', '@2.0.0').replace('info', 'warn');
    const now = { ...before, [file]: major(before[file]) };
    const { contracts, changes } = await release(filesOf(now), ['mortise:log']);
    expect(contracts).toMatchObject([
      { id: 'mortise:log@2', released: '1.0.0', demands: 'major', state: 'recorded' },
    ]);
    expect(JSON.parse(`${written(now, changes)[`${log}.baseline.json`]}`)).toMatchObject({
      id: 'mortise:log@2',
    });
  });

  test('records no prerelease, which promises nothing, and holds its version to the same rule', async () => {
    const before = await released(texts);
    const now = await edited(before, '1.1.0-rc.1', withOptional);
    const { contracts, changes } = await release(filesOf(now));
    expect({ changes, state: contracts[0]?.state }).toEqual({ changes: [], state: 'prerelease' });
    await expect(release(filesOf(await edited(before, '1.1.0-rc.1', withoutArgs)))).rejects.toThrow(
      'needs 2.0.0',
    );
  });
});

describe('checkGrowth()', () => {
  test('demands nothing of a contract that was not released', async () => {
    const [growth] = await checkGrowth(filesOf(texts));
    expect(growth).toEqual({ id: 'era:runtime@1', version: '1.0.0', source, changes: [] });
  });

  test('takes a field for added wherever in the source it stands: those of the baseline travel first', async () => {
    const before = await released(texts);
    const first = (text: string) => text.replace('readonly id', 'readonly env?: string;\n  readonly id');
    const now = await edited(before, '1.1.0', first);
    expect((await checkGrowth(filesOf(now)))[0]?.changes).toMatchObject([
      { member: 'App.env', demands: 'minor' },
    ]);
    expect(`${now[baseline.replace('baseline', 'model')]}`).toMatch(/"id"[\s\S]*"args"[\s\S]*"env"/);
    const again = await released(now);
    expect((await generate(filesOf(again))).changes).toEqual([]);
  });

  test('tells how each contract has grown', async () => {
    const before = await released(texts);
    const [growth] = await checkGrowth(filesOf(await edited(before, '1.1.0', withOptional)));
    expect(growth).toEqual({
      id: 'era:runtime@1',
      version: '1.1.0',
      source,
      released: '1.0.0',
      changes: [{ member: 'App.env', kind: 'added', what: 'was added', demands: 'minor' }],
      demands: 'minor',
    });
  });

  test.each(['[]', '{', '{ "model": 2 }', JSON.stringify(broken)])(
    'says what is wrong with a baseline that is %s',
    async (text) => {
      await expect(checkGrowth(filesOf({ ...texts, [baseline]: text }))).rejects.toMatchObject({
        code: 'invalid_document',
        message: expect.stringContaining(baseline),
      });
    },
  );
});

describe('a baseline', () => {
  const restore = expect.stringMatching(/was edited.*restore it from git.*mortise release/s);

  test('is refused where it was edited, and may be laid out in another way', async () => {
    const before = await released(texts);
    const { released: line, ...model } = JSON.parse(`${before[baseline]}`);
    const laid = { ...before, [baseline]: JSON.stringify({ released: line, ...model }) };
    await expect(checkGrowth(filesOf(laid))).resolves.toBeDefined();
    const edited = { ...before, [baseline]: `${before[baseline]}`.replace('"args"', '"arguments"') };
    const refused = { code: 'invalid_document', message: restore };
    await expect(checkGrowth(filesOf(edited))).rejects.toMatchObject(refused);
    await expect(release(filesOf(edited))).rejects.toMatchObject(refused);
    await expect(generate(filesOf(edited))).rejects.toMatchObject(refused);
    const without = { ...before, [baseline]: JSON.stringify(model) };
    await expect(checkGrowth(filesOf(without))).rejects.toThrow('without the line that its release wrote');
  });

  test('of another contract is refused, and never replaced', async () => {
    const before = await released(texts);
    const other = { ...before, [baseline]: `${before[`${log}.baseline.json`]}` };
    const refused = {
      code: 'stray_baseline',
      message: `Cannot use baseline '${baseline}' of 'mortise:log@1.0.0': '${source}' is contract 'era:runtime'`,
      hint: expect.stringContaining('Write @contract mortise:log@… again; where'),
    };
    await expect(checkGrowth(filesOf(other))).rejects.toMatchObject(refused);
    await expect(release(filesOf(other))).rejects.toMatchObject(refused);
  });

  test.each([
    baseline.replace('runtime.base', 'old.base'),
    `${log.replace('/log', '/deep/er/log')}.baseline.json`,
  ])('without its contract is named: %s', async (file) => {
    const before = await released(texts);
    const stray = { ...before, [file]: `${before[baseline]}` };
    await expect(checkGrowth(filesOf(stray))).rejects.toMatchObject({
      code: 'stray_baseline',
      message: `Cannot use baseline '${file}' of 'era:runtime@1.0.0': no package.json lists '${file.replace('.baseline.json', '.contract.ts')}'`,
    });
  });
});

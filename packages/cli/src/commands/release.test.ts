import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { growthText, releaseText } from '../print-growth.ts';
import { check, gen } from './gen.ts';
import { release } from './release.ts';

let cwd: string;

const contract = (version: string, ...more: string[]): string => `export interface Order {
  readonly id: string;
${more.map((line) => `  ${line};\n`).join('')}}

/** Sells things. @contract demo:shop@${version} */
export interface Shop {
  buy(order: Order): Promise<void>;
}
`;

const edit = async (text: string) => {
  writeFileSync(join(cwd, 'src/shop.contract.ts'), text);
  await gen({ cwd });
};

beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'mortise-cli-'));
  mkdirSync(join(cwd, 'src'));
  const mortise = { contracts: ['./src/shop.contract.ts'] };
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'demo', version: '1.0.0', mortise }));
  await edit(contract('1.0.0'));
});

afterEach(() => rmSync(cwd, { recursive: true }));

/** What the command prints. */
const said = async (dryRun = false, ...contracts: string[]): Promise<string> =>
  releaseText(await release({ cwd, contracts, dryRun }), dryRun);

const baseline = () => JSON.parse(readFileSync(join(cwd, 'src/shop.baseline.json'), 'utf8'));

test('release() writes nothing in a dry run, then the baseline, then nothing again', async () => {
  const before = readdirSync(join(cwd, 'src'));
  const line = '  demo:shop 1.0.0, for the first time: src/shop.baseline.json';
  // What is generated says which baseline it was made with.
  expect(await said(true)).toBe(`Would record 1 contract\n${line}\nWould bring 5 generated files up to date`);
  expect(readdirSync(join(cwd, 'src'))).toEqual(before);
  expect(await said()).toBe(`Recorded 1 contract\n${line}\nBrought 5 generated files up to date`);
  expect(baseline()).toMatchObject({ id: 'demo:shop@1', version: '1.0.0' });
  expect(baseline()).not.toHaveProperty('generated');
  expect(await said()).toBe('Up to date: 1 contract');
  expect(readdirSync(join(cwd, 'src'))).toHaveLength(before.length + 1);
});

test('release() takes ids, and paths from the folder that it is started in', async () => {
  await expect(said(true, 'demo:shop')).resolves.toContain('Would record 1');
  await expect(said(true, 'src')).resolves.toContain('Would record 1');
  await expect(said(true, '.')).resolves.toContain('Would record 1');
  const inside = release({ cwd: join(cwd, 'src'), contracts: ['shop.contract.ts'], dryRun: true });
  await expect(inside).resolves.toMatchObject({ contracts: [{ state: 'recorded' }] });
  await expect(said(true, 'src/other')).rejects.toMatchObject({ code: 'unknown_contract' });
});

test('check() tells how a contract has grown, and fails where its version does not say so', async () => {
  const grown = async (verbose = false) => growthText((await check({ cwd })).growth, verbose);
  expect(await grown()).toBe('');
  expect(await grown(true)).toBe('demo:shop 1.0.0 is not released: npx mortise release records it');
  await release({ cwd, contracts: [] });
  expect(await grown()).toBe('');
  expect(await grown(true)).toBe('demo:shop 1.0.0 is as it was released in 1.0.0');
  await edit(contract('1.0.1', 'readonly note?: string'));
  await expect(check({ cwd })).rejects.toMatchObject({
    code: 'version_too_low',
    message: `Cannot release 'demo:shop' 1.0.1: 'Order.note' was added since 1.0.0, which needs 1.1.0
  src/shop.contract.ts:3`,
  });
  await expect(release({ cwd, contracts: [] })).rejects.toMatchObject({ code: 'version_too_low' });
  expect(baseline()).toMatchObject({ version: '1.0.0' });
  await edit(contract('2.0.0', 'readonly note: string'));
  expect(await grown()).toBe(`demo:shop 2.0.0 has grown since 1.0.0, a major step
  added    major  Order.note is required`);
  expect(await said()).toContain('  demo:shop 2.0.0, a major step from 1.0.0: src/shop.baseline.json');
});

test('release() says what it passes over and what else it brought up to date', async () => {
  writeFileSync(join(cwd, 'src/shop.contract.ts'), contract('1.0.0-rc.1'));
  expect(await said()).toMatch(
    /^Passed over demo:shop 1\.0\.0-rc\.1: a prerelease promises nothing\nBrought \d generated files up to date$/,
  );
  await expect(check({ cwd })).resolves.toMatchObject({ changes: [] });
});

test('release() has nothing to record where there are no contracts', async () => {
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'demo', version: '1.0.0' }));
  expect(await said()).toBe('Nothing to record: there are no contracts');
});

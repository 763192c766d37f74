import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { listEntries, listFiles, listPackages } from '../workspace.ts';
import { runProgram } from './command.ts';
import { writeOrCompare } from './write-or-compare.ts';

/**
 * Compares the committed report of each entry point of packages/* with its public types. The report is
 * `api/<entry>.api.d.ts`: all declarations that the entry exposes in one file, so that a review sees each change.
 *
 * @returns the problems
 */
export async function checkApiReports(update: boolean): Promise<readonly string[]> {
  const declarations = mkdtempSync(join(tmpdir(), 'mortise-api-'));
  try {
    const emit = [
      '--noCheck',
      '--noEmit',
      'false',
      '--declaration',
      '--emitDeclarationOnly',
      '--sourceMap',
      'false',
    ];
    const output = await runProgram(
      'node_modules/typescript7/bin/tsc',
      '-p',
      'tsconfig.json',
      ...emit,
      '--outDir',
      declarations,
    );
    const reports = new Map<string, string | undefined>();
    const problems: string[] = output ? [output] : [];
    for (const path of listFiles()) if (/^packages\/[^/]+\/api\//.test(path)) reports.set(path, undefined);
    for (const each of listPackages().filter(({ folder }) => folder.startsWith('packages/'))) {
      for (const { key, source } of listEntries(each)) {
        const entry = key === '.' ? 'index' : key.slice(2).replaceAll('/', '.');
        reports.set(
          `${each.folder}/api/${entry}.api.d.ts`,
          await report(declarations, `${each.folder}/${source.slice(2)}`, problems),
        );
      }
    }
    return [...problems, ...[...reports].flatMap(([path, text]) => writeOrCompare(path, text, update))];
  } finally {
    rmSync(declarations, { recursive: true, force: true });
  }
}

async function report(declarations: string, source: string, problems: string[]): Promise<string | undefined> {
  const input = join(declarations, source.replace(/\.ts$/, '.d.ts'));
  if (!existsSync(input)) {
    problems.push(`${source} is named in exports and is not there`);
    return undefined;
  }
  const bundle = await rollup({
    input,
    external: (id) => !/^[./]/.test(id),
    plugins: [dts()],
    onLog: (_level, { code, message }) => {
      if (code !== 'EMPTY_BUNDLE') problems.push(`${source}: ${message}`);
    },
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return `${output[0].code.trim()}\n`;
}

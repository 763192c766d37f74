import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../checks/command.ts';
import { root } from '../workspace.ts';
import { readExamples } from './read-examples.ts';

/**
 * Compiles every example that runs, since running strips the types and does not look at them.
 *
 * @returns the compiler's output, in terms of the documentation's files and lines
 */
export async function checkExampleTypes(): Promise<string> {
  const folder = `node_modules/.mortise/examples-${process.pid}`;
  const examples = readExamples().filter(({ noRun }) => noRun === undefined);
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { moduleDetection: 'force', rootDir: root },
    files: examples.map((_, index) => `${index}.ts`),
    include: [],
  };
  mkdirSync(join(root, folder), { recursive: true });
  try {
    writeFileSync(join(root, folder, 'tsconfig.json'), JSON.stringify(config));
    for (const [index, { code }] of examples.entries())
      writeFileSync(join(root, folder, `${index}.ts`), code);
    const output = await runProgram('node_modules/typescript7/bin/tsc', '-p', folder);
    return output.replaceAll(
      new RegExp(`${folder}/(\\d+)\\.ts\\((\\d+),(\\d+)\\)`, 'g'),
      (_, index, line, column) => {
        const [file, first] = examples[Number(index)]?.place.split(':') ?? [];
        return `${file}(${Number(first) + Number(line) - 1},${column})`;
      },
    );
  } finally {
    rmSync(join(root, folder), { recursive: true, force: true });
  }
}

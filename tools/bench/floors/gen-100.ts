// The least that has to be done: reads files, parses those that have changed, writes what was made of them before.
import { readFileSync, writeFileSync } from 'node:fs';

interface Work {
  /** The compiler that parses, which is a dependency of what is measured and not of this. */
  readonly compiler: string;
  readonly reads: readonly string[];
  readonly parses: readonly string[];
  /** Texts by path. */
  readonly writes: Readonly<Record<string, string>>;
}

interface Compiler {
  readonly Project: new (options: object) => { createSourceFile(path: string, text: string): unknown };
}

const work = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Work;
const texts = new Map(work.reads.map((file) => [file, readFileSync(file, 'utf8')]));
const { Project } = (await import(work.compiler)) as Compiler;
const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
for (const file of work.parses) project.createSourceFile(`/${file}`, texts.get(file) ?? '');
for (const [file, text] of Object.entries(work.writes)) writeFileSync(file, text);
console.log(Object.keys(work.writes).length);

// The least that has to be done: reads files, parses those that have changed, writes what was made of them before.
import { readFileSync, writeFileSync } from 'node:fs';
import { Project } from 'ts-morph';

const { reads, parses, writes } = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as {
  reads: string[];
  parses: string[];
  writes: Record<string, string>;
};
const texts = new Map(reads.map((file) => [file, readFileSync(file, 'utf8')]));
const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
for (const file of parses) project.createSourceFile(`/${file}`, texts.get(file));
for (const [file, text] of Object.entries(writes)) writeFileSync(file, text);
console.log(Object.keys(writes).length);

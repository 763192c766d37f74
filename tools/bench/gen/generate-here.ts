// What `mortise gen` does: makes what is not fresh in this folder, and says how many files that was.
import { diskFiles, generate, writeFiles } from '@mortise/codegen';

const { changes } = await generate(diskFiles(process.cwd()));
writeFiles(process.cwd(), changes);
console.log(changes.length);

import { MortiseError, messageOf } from '@mortise/core';

// One factory a code, sorted.

export const invalidPackage = (file: string, cause?: unknown): MortiseError =>
  new MortiseError(
    'invalid_package',
    `Cannot read '${file}': ${cause === undefined ? 'expected an object' : messageOf(cause)}`,
    { cause, hint: 'Mend it, or start from another folder: --cwd <folder>' },
  );

export const noFolder = (cwd: string): MortiseError =>
  new MortiseError('no_folder', `Cannot work in '${cwd}': there is no such folder`, {
    hint: 'Mend the path after --cwd',
  });

export const noPackage = (cwd: string): MortiseError =>
  new MortiseError('no_package', `Cannot find a package in '${cwd}' or above it`, {
    hint: 'Change to a folder with a package.json, or make one and write "type": "module" into it: npm init',
  });

export const noProfiles = (action: string): MortiseError =>
  new MortiseError('no_profiles', `Cannot ${action}: there are no profiles`, {
    hint: 'Write one: profiles/full.json with { "platform": "node", "plugins": {} }',
  });

export const noTsconfig = (file: string): MortiseError =>
  new MortiseError('no_tsconfig', `Cannot check types: there is no '${file}'`, {
    // What tsc --init writes refuses the imports of './plugin.gen.ts' that are generated and asked for.
    hint: 'Write one: { "compilerOptions": { "module": "nodenext", "target": "esnext", "strict": true, "skipLibCheck": true, "allowImportingTsExtensions": true, "noEmit": true }, "include": ["src"] }',
  });

export const noTypescript = (folder: string, cause: unknown): MortiseError =>
  new MortiseError('no_typescript', `Cannot check types: TypeScript is not installed in '${folder}'`, {
    cause,
    hint: 'Run: npm install --save-dev typescript',
  });

export const outOfDate = (files: readonly string[]): MortiseError => {
  const count = files.length === 1 ? '1 generated file is' : `${files.length} generated files are`;
  return new MortiseError('out_of_date', `${count} out of date\n  ${files.join('\n  ')}`, {
    hint: 'Run: npx mortise gen',
  });
};

export const typesFailed = (failures: readonly string[]): MortiseError =>
  new MortiseError('types_failed', `The types do not fit\n  ${failures.join('\n  ')}`, {
    hint: 'Mend the code, or add to the profile what it asks for',
  });

export const unknownProfile = (unknown: readonly string[], known: readonly string[]): MortiseError =>
  new MortiseError(
    'unknown_profile',
    `Cannot build profile '${unknown.join("', '")}': there is no such file`,
    { hint: `Choose from: ${known.join(', ')}` },
  );

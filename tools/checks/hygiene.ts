import { listFiles, listPackages, readText } from '../workspace.ts';

/** A rule reads one file and says what is wrong with it. */
interface Rule {
  readonly files: RegExp;
  readonly pattern: RegExp;
  readonly problem: string;
}

const rules: readonly Rule[] = [
  {
    files: /\.(m?[jt]s|jsonc?|md|hbs|ya?ml|sh)$|^\.ci\//,
    pattern: /(?<![\w.~*}])\/(home|Users|root|work)\/\w/,
    problem: 'names a folder of one machine',
  },
  {
    files: /(^|\/)package-lock\.json$/,
    pattern: /"resolved": "(https?|git|file):/,
    problem: "names a registry; .npmrc has 'omit-lockfile-registry-resolved', run npm install again",
  },
  {
    files: /\.test(-d)?\.ts$/,
    pattern: /\b(test|it|describe|suite)(\.\w+)*\.only\b/,
    problem: 'runs one test only',
  },
  {
    files: /^(packages|generators|tools)\/.*\.m?[jt]s$/,
    pattern: /@ts-(ignore|nocheck)\b/,
    problem: 'silences the compiler; @ts-expect-error says what is expected',
  },
];

/**
 * Looks for what must not be committed, and for packages without a README that shows them at work.
 *
 * @returns the problems, with file and line
 */
export function checkHygiene(): readonly string[] {
  const readmes = listPackages()
    .filter((each) => !each.private)
    .flatMap(({ folder, bin }) => checkReadme(folder, bin !== undefined));
  return [...listFiles().flatMap(checkFile), ...readmes];
}

function checkFile(path: string): readonly string[] {
  const applying = rules.filter(({ files }) => files.test(path));
  if (applying.length === 0 || path === 'tools/checks/hygiene.ts') return [];
  return readText(path)
    .split('\n')
    .flatMap((line, index) =>
      applying.flatMap(({ pattern, problem }) =>
        pattern.test(line) ? [`${path}:${index + 1} ${problem}`] : [],
      ),
    );
}

/** A library shows TypeScript that the tests run; a command shows what to type. */
function checkReadme(folder: string, isCommand: boolean): readonly string[] {
  const path = `${folder}/README.md`;
  if (!listFiles().includes(path)) return [`${path} is missing`];
  const example = isCommand ? /^```(sh|console)$/m : /^```(ts|sh)$/m;
  return example.test(readText(path)) ? [] : [`${path} has no example that runs`];
}

import { listFiles, readText } from '../workspace.ts';

/** A block of TypeScript in a README or in the comment of a public symbol. */
export interface Example {
  /** File and line of its first line, as `packages/core/README.md:12`. */
  readonly place: string;
  readonly code: string;
  /** Why it cannot run alone: what stands behind `no-run`. Empty where somebody gave no reason. */
  readonly noRun?: string;
}

const sources =
  /^((packages\/[^/]+|generators)\/(README\.md|src\/.*(?<!\.(test|test-d|gen))\.ts)|README\.md)$/;

/** All blocks that open with three backticks and `ts`, in the order of files and lines. */
export const readExamples = (): readonly Example[] =>
  listFiles()
    .filter((path) => sources.test(path))
    .flatMap((path) => readFile(path));

function readFile(path: string): readonly Example[] {
  const comment = path.endsWith('.ts') ? ' \\* ?' : '';
  const fence = new RegExp(`^( *)${comment}\`\`\`ts(?: (no-run)(.*))?$`);
  const lines = readText(path).split('\n');
  return lines.flatMap((line, index) => {
    const match = fence.exec(line);
    if (!match) return [];
    const margin = new RegExp(`^ {0,${match[1]?.length}}${comment}`);
    const rest = lines.slice(index + 1).map((each) => each.replace(margin, ''));
    const code = rest.slice(0, rest.indexOf('```')).join('\n');
    const noRun = match[2] === undefined ? {} : { noRun: match[3]?.trim() ?? '' };
    return [{ place: `${path}:${index + 2}`, code, ...noRun }];
  });
}

/** What an example says that it prints: the comment behind each `console.log`; `undefined` where there is none. */
export const readExpected = ({ code }: Example): readonly (string | undefined)[] =>
  code
    .split('\n')
    .filter((line) => /\bconsole\.log\(/.test(line))
    .map((line) => / \/\/ (?!.* \/\/ )(.*)$/.exec(line)?.[1]?.trim());

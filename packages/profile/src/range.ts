import { compare, validateStrict } from 'compare-versions';

type Test = (version: string) => boolean;

/**
 * Whether a version lies in a range of npm's kind. A prerelease counts as a step towards its version:
 * `^1.0.0` holds `1.1.0-rc.1` and not `1.0.0-rc.1`.
 *
 * @param version a whole version of semver 2.0
 * @param range one that {@link isRange} knows; any other one holds nothing
 */
export const inRange = (version: string, range: string): boolean =>
  testsOf(range)?.some((tests) => tests.every((fits) => fits(version))) ?? false;

/** Whether a text is a range such as `^1.0.0`, `1.x`, `>=1.2 <3`, `1.0.0 - 1.4.0`, `^1 || ^2` or `*`. */
export const isRange = (text: string): boolean => testsOf(text) !== undefined;

/** Whether a text is a whole version of semver 2.0. */
export const isVersion = (text: string): boolean => validateStrict(text);

/** Of one alternative all must hold; `undefined` where the text is no range. */
const testsOf = (range: string): Test[][] | undefined => {
  const alternatives = range.split('||').map((alternative) => {
    const [, from, to] = /^(\S+)\s+-\s+(\S+)$/.exec(alternative.trim()) ?? [];
    const text = from && to ? `>=${from} <=${to}` : alternative.trim().replace(/([<>=~^])\s+/g, '$1');
    return text.split(/\s+/).map(testOf);
  });
  const isWhole = (tests: readonly (Test | undefined)[]): tests is Test[] => !tests.includes(undefined);
  return alternatives.every(isWhole) ? alternatives : undefined;
};

const comparator =
  /^(\^|~|>=|<=|>|<|=)?(\d+)(?:\.(?:(\d+)|[x*]))?(?:\.(?:(\d+)|[x*]))?((?:-[0-9A-Za-z.-]+)?)(?:\+[0-9A-Za-z.-]+)?$/;

const testOf = (text: string): Test | undefined => {
  if (['', '*', 'x'].includes(text)) return () => true;
  const [, operator = '=', major, minor, patch, prerelease = ''] = comparator.exec(text) ?? [];
  if (major === undefined) return undefined;
  const lowest = `${major}.${minor ?? 0}.${patch ?? 0}${prerelease}`;
  const isWhole = minor !== undefined && patch !== undefined;
  const next = nextOf(operator, Number(major), numberOf(minor), numberOf(patch));
  if (operator === '>')
    return (version) => (isWhole ? compare(version, lowest, '>') : compare(version, next, '>='));
  if (operator === '<') return (version) => compare(version, isWhole ? lowest : `${lowest}-0`, '<');
  if (operator === '>=') return (version) => compare(version, lowest, '>=');
  if (operator === '<=')
    return (version) => (isWhole ? compare(version, lowest, '<=') : compare(version, next, '<'));
  if (operator === '=' && isWhole) return (version) => compare(version, lowest, '=');
  return (version) => compare(version, lowest, '>=') && compare(version, next, '<');
};

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));

/** The first version behind those that a comparator names, together with its prereleases. */
const nextOf = (
  operator: string,
  major: number,
  minor: number | undefined,
  patch: number | undefined,
): string => {
  if (minor === undefined || (operator === '^' && major > 0)) return `${major + 1}.0.0-0`;
  if (operator === '^' && minor === 0 && patch !== undefined) return `0.0.${patch + 1}-0`;
  return `${major}.${minor + 1}.0-0`;
};

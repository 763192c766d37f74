import type { SourceFile } from 'ts-morph';
import type { Faults } from './faults.ts';
import { short } from './short.ts';

/** Complains about what the parser could not read. */
export const checkSyntax = (source: SourceFile, faults: Faults): void => {
  // Only the parser's own findings; asking the program for diagnostics would start the type checker.
  const { parseDiagnostics = [] } = source.compilerNode as unknown as {
    parseDiagnostics?: { start: number; messageText: string }[];
  };
  for (const { start, messageText } of parseDiagnostics.slice(0, 10)) {
    const node = source.getDescendantAtPos(start) ?? source;
    // The parser says what it missed: "Expression expected."
    const [, missed] = /^(.+) expected\.$/.exec(String(messageText)) ?? [];
    const found = node.getText() === '' || node === source ? 'the end' : `'${short(node.getText())}'`;
    const said = missed === undefined ? `TypeScript (${messageText})` : article(missed);
    faults.add(node, { found, expected: said }, start);
  }
};

/** The parser's word for a thing, as one would say it. */
const article = (thing: string): string => {
  if (/^'/.test(thing)) return thing;
  const word = thing.charAt(0).toLowerCase() + thing.slice(1);
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
};

/** Where JSON ends in a text that is not JSON. */
export class SyntaxFault {
  /** In UTF-16 units, from 0. */
  readonly offset: number;
  /** What stands there. */
  readonly found: string;
  /** What could stand there. */
  readonly expected: string;
  /** What the author most likely has to change. */
  readonly hint?: string;

  /**
   * @param text the whole text
   * @param offset how far it is JSON
   * @param expected what could stand there
   */
  constructor(text: string, offset: number, expected: string) {
    const rest = text.slice(offset, offset + 40);
    const hint = hintFor(rest, text.slice(0, offset).trimEnd().at(-1));
    this.offset = offset;
    this.found = nameOf(rest);
    this.expected = expected;
    if (hint !== undefined) this.hint = hint;
  }
}

/** A word as a whole, everything else by its first character. */
const nameOf = (rest: string): string => {
  if (rest === '') return 'the end of the text';
  if (/^\r?\n/.test(rest)) return 'the end of the line';
  return JSON.stringify(/^[\w.+-]+|^./su.exec(rest)?.[0]);
};

const hintFor = (rest: string, before: string | undefined): string | undefined => {
  if (/^[}\]]/.test(rest) && before === ',') return 'take the comma before it out';
  if (/^\/[/*]|^#/.test(rest)) return 'JSON has no comments, take it out';
  if (/^['`‘’“”]/.test(rest)) return "write '\"' around a string";
  if (/^(?:True|False|None|undefined|NaN|[+-]?Infinity)\b/.test(rest))
    return 'write true, false, null or a number';
  return undefined;
};

/** How much a JSON text may hold. */
export interface JsonLimits {
  /** How deep its lists and objects may stand in each other. */
  readonly levels: number;
  /** How many items and fields all of its lists and objects may have together, the first of each left out. */
  readonly commas: number;
}

/**
 * The first limit that a JSON text goes beyond; none where it keeps to all. Nothing of it is parsed, so
 * that a text that is no JSON may pass.
 */
export const exceededLimit = (json: string, { levels, commas }: JsonLimits): keyof JsonLimits | undefined => {
  let isInString = false;
  let depth = 0;
  let seen = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (isInString) {
      if (code === backslash) at += 1;
      else if (code === quote) isInString = false;
    } else if (code === quote) isInString = true;
    else if (code === comma) {
      if (++seen > commas) return 'commas';
    } else if (code === bracket || code === brace) {
      if (++depth > levels) return 'levels';
    } else if (code === bracketEnd || code === braceEnd) depth -= 1;
  }
  return undefined;
};

const [quote, comma, backslash, bracket, brace, bracketEnd, braceEnd] = [...'",\\[{]}'].map((one) =>
  one.charCodeAt(0),
);

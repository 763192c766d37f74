/**
 * Whether the lists and objects of a JSON text stand in each other deeper than so many levels. Nothing
 * of it is parsed.
 */
export const isDeeper = (json: string, levels: number): boolean => {
  let isInString = false;
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > levels) return true;
  }
  return false;
};

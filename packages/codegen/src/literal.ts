/**
 * A JSON value as TypeScript, formatted as the project's formatter would: single quotes, keys without
 * quotes where the language allows that, a list or an object on one line where it fits.
 *
 * @param value a JSON value
 * @param indent the depth of the line that it stands in
 * @param width how many characters a line may have
 */
export const literal = (value: unknown, indent = 0, width = 100): string => {
  const flat = inline(value);
  if (flat.length + indent * 2 <= width || value === null || typeof value !== 'object') return flat;
  const pad = '  '.repeat(indent + 1);
  const end = `\n${'  '.repeat(indent)}`;
  if (Array.isArray(value)) {
    return `[\n${value.map((one) => `${pad}${literal(one, indent + 1, width)},`).join('\n')}${end}]`;
  }
  const lines = Object.entries(value).map(
    ([key, one]) => `${pad}${property(key)}: ${literal(one, indent + 1, width)},`,
  );
  return `{\n${lines.join('\n')}${end}}`;
};

const inline = (value: unknown): string => {
  if (typeof value === 'string') return quote(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  const entries = Object.entries(value).map(([key, one]) => `${property(key)}: ${inline(one)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
};

// As a plain key, __proto__ would set the prototype; computed, it is a property like any other.
const property = (key: string): string => {
  if (key === '__proto__') return "['__proto__']";
  return isIdentifier(key) ? key : quote(key);
};

const quote = (text: string): string => {
  const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return /['\\]/.test(json) ? json : `'${json.slice(1, -1)}'`;
};

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Whether a text is a name of the language. */
export const isIdentifier = (value: unknown): value is string =>
  typeof value === 'string' && identifier.test(value);

/**
 * A name for code, and nothing but a name.
 *
 * @throws Error for everything else
 */
export const codeName = (value: unknown): string => {
  if (isIdentifier(value)) return value;
  throw new Error(`Cannot write ${JSON.stringify(value)} as a name`);
};

const width = 110;

/** A function of one expression, which goes to a line of its own where it is long. */
export const arrow = (head: string, expression: string): string => {
  const line = `${head} ${expression};`;
  return line.length <= width ? line : `${head}\n  ${expression};`;
};

/** A function of several lines, which are indented here. */
export const block = (head: string, lines: readonly string[]): string =>
  [`${head} {`, ...lines.map((line) => `  ${line}`), '};'].join('\n');

/** The head of a constant that is a function; its parameters go to lines of their own where it is long. */
export const head = (name: string, params: readonly string[], result: string): string => {
  const line = `const ${name} = (${params.join(', ')}): ${result} =>`;
  // Behind it comes a brace at least.
  if (line.length + 2 <= width) return line;
  return `const ${name} = (\n${params.map((param) => `  ${param},\n`).join('')}): ${result} =>`;
};

/** The first line of a class's method; its parameters go to lines of their own where it is long. */
export const methodHead = (name: string, params: readonly string[], result: string): string => {
  const line = `${name}(${params.join(', ')}): ${result}`;
  if (line.length + 4 <= width) return line;
  return `${name}(\n${params.map((param) => `    ${param},\n`).join('')}  ): ${result}`;
};

/** A list on a line of its function, or one line each where that is long. */
export const bracketed = (before: string, items: readonly string[], indent: number): string => {
  const line = `${before}[${items.join(', ')}]`;
  if (line.length + indent + 1 <= width) return line;
  const pad = ' '.repeat(indent);
  return `${before}[\n${items.map((item) => `${pad}  ${item},\n`).join('')}${pad}]`;
};

import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What a tool takes beside positionals: each option with its type, as for `parseArgs`. */
interface ArgumentsConfig {
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly allowPositionals?: boolean;
}

type Read<T extends ArgumentsConfig> = ReturnType<typeof parseArgs<T & { args: string[] }>>;

/**
 * Reads a tool's command line.
 *
 * @param config the options that it has, and whether it takes other words
 * @param args the command line, without program and script
 * @returns the values and positionals; or one clause that says what was found and what is expected
 */
export const readArguments = <const T extends ArgumentsConfig>(
  config: T,
  args: readonly string[] = process.argv.slice(2),
): Read<T> | { readonly problem: string } => {
  const problem = problemIn(config, [...args]);
  return problem === undefined ? (parseArgs({ ...config, args: [...args] }) as Read<T>) : { problem };
};

/** `parseArgs` throws errors of its own words, which differ between versions of Node. */
const problemIn = ({ options, allowPositionals = false }: ArgumentsConfig, args: string[]) => {
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  const names = Object.keys(options).map((name) => `--${name}`);
  for (const token of tokens) {
    if (token.kind === 'positional' && !allowPositionals) {
      const expected = names.length === 0 ? 'no arguments' : `options only: ${names.join(', ')}`;
      return `found '${token.value}', expected ${expected}`;
    }
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option)
      return `found the option '${rawName}', expected ${names.length === 0 ? 'none' : names.join(', ')}`;
    // A next option is no value.
    const isMissing = value === undefined || (!token.inlineValue && value.startsWith('-'));
    if (option.type === 'string' && isMissing)
      return `found '${rawName}' without a value, expected '${rawName} <value>'`;
    if (option.type === 'boolean' && value !== undefined)
      return `found '${rawName}=${value}', expected '${rawName}' alone`;
  }
  return undefined;
};

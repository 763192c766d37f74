/** The variables of a process. */
export interface Environment {
  get(name: string): string | undefined;
  has(name: string): boolean;
  set(name: string, value: string): void;
  delete(name: string): void;
  toObject(): Record<string, string>;
}

/** A standard stream that is written to. */
interface Output {
  write(bytes: Uint8Array): Promise<number>;
  writeSync(bytes: Uint8Array): number;
}

/** What the guest uses of Deno, whose own types are not installed here. */
interface DenoApi {
  readonly stdin: { read(into: Uint8Array): Promise<number | null> };
  stdout: Output;
  readonly stderr: Output;
  readonly version: { readonly deno: string };
  readonly args: readonly string[];
  readonly errors: { readonly NotCapable: typeof Error };
  readonly env: Environment;
  readonly permissions: {
    querySync(permission: { name: 'env'; variable?: string }): { readonly state: string };
  };
  /** The name of what Deno keeps for itself. */
  readonly internal: symbol;
  readonly [internals: symbol]: unknown;
  exit(code: number): never;
}

export const { Deno, navigator } = globalThis as unknown as {
  readonly Deno: DenoApi;
  readonly navigator: object;
};

/** As they were before a plugin could change them. */
export const { stdin, stdout, stderr, exit } = Deno;

/** Writes to the host, whatever `stdout` is told to do later. @returns how much was taken, in bytes */
export const writeOut = stdout.writeSync.bind(stdout);

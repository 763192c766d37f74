/** What the guest uses of Deno, whose own types are not installed here. */
interface DenoApi {
  readonly stdin: { read(into: Uint8Array): Promise<number | null> };
  stdout: { writeSync(bytes: Uint8Array): number };
  readonly stderr: DenoApi['stdout'];
  readonly version: { readonly deno: string };
  exit(code: number): never;
}

export const { Deno } = globalThis as unknown as { readonly Deno: DenoApi };

/** As they were before a plugin could change them. */
export const { stdin, stdout, exit } = Deno;

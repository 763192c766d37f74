/** What the guest uses of Deno, whose own types are not installed here. */
export interface DenoApi {
  readonly stdin: { read(into: Uint8Array): Promise<number | null> };
  readonly stdout: { writeSync(bytes: Uint8Array): number };
  exit(code: number): never;
}

/** Deno as it was before a plugin could change it. */
export const { stdin, stdout, exit } = (globalThis as unknown as { Deno: DenoApi }).Deno;

/** A hundred contracts, by name. */
export const names = Array.from({ length: 100 }, (_, number) => `store-${number}`);

/** Where a contract's source lies. */
export const sourceFile = (name: string) => `contracts/${name}/src/${name}.contract.ts`;

/** What is generated beside a contract's source, sorted. */
export const generatedFiles = (name: string): string[] =>
  ['gen.md', 'gen.ts', 'gen.wit', 'model.json', 'wire.gen.ts'].map((end) =>
    sourceFile(name).replace('contract.ts', end),
  );

/** The text of a contract. */
export const source = (name: string) => `/** One of many stores. */
export interface Item {
  readonly key: string;
  readonly value: Uint8Array;
  readonly tags?: readonly string[];
}

/** Keeps values by their keys. @contract bench:${name}@1.0.0 */
export interface Store {
  /** @throws no_such_key */
  get(key: string): Promise<Item>;
  put(item: Item): Promise<void>;
  delete(key: string): Promise<boolean>;
  list(prefix: string, signal?: AbortSignal): AsyncIterable<Item>;
}
`;

/** The packages of all contracts. */
export const contracts = Object.fromEntries(
  names.flatMap((name) => [
    [
      `contracts/${name}/package.json`,
      {
        name: `@bench/${name}`,
        version: '1.0.0',
        type: 'module',
        exports: { '.': `./src/${name}.gen.ts` },
        mortise: { contracts: [`./src/${name}.contract.ts`] },
      },
    ],
    [sourceFile(name), source(name)],
  ]),
);

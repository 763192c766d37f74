/** What a shop keeps of an order. */
export interface Order {
  readonly id: string;
  readonly customer: string;
  readonly total: number;
  readonly paid: boolean;
  readonly note?: string;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly sku: string;
  readonly count: number;
}

export interface Receipt {
  readonly id: string;
  readonly total: number;
  readonly paid: boolean;
}

/** Something that may stand in itself. */
export interface Tree {
  readonly name: string;
  readonly children: readonly Tree[];
}

/** Something that takes next to nothing to write. */
export interface Mark {
  readonly text?: string;
}

/** Values of the sizes and shapes that are measured. @contract bench:orders@1.0.0 */
export interface Orders {
  /** A small object in, a small object out. */
  place(order: Order): Promise<Receipt>;
  /** A long list. */
  importAll(orders: readonly Order[]): Promise<void>;
  /** The same, where whoever answers asks its host first. */
  placePaid(order: Order): Promise<Receipt>;
  /** Many small objects, one after the other. */
  receipts(order: Order, count: number): AsyncIterable<Receipt>;
  /** Many bytes, one way and both ways. */
  attach(file: Uint8Array): Promise<void>;
  echo(file: Uint8Array): Promise<Uint8Array>;

  // What a hostile peer makes deep, long, or many of.
  classifyAll(trees: readonly Tree[]): Promise<void>;
  count(numbers: readonly bigint[]): Promise<void>;
  date(dates: readonly Date[]): Promise<void>;
  mark(marks: readonly Mark[]): Promise<void>;
  label(labels: readonly Readonly<Record<string, string>>[]): Promise<void>;
}

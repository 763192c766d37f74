import type { Orders } from '../contract/orders.contract.ts';

/** A frame of 1 MB that must be refused. */
export interface HostileFrame {
  /** What it is full of. */
  readonly name: string;
  /** Which method's arguments it claims to hold. */
  readonly method: keyof Orders;
  /** Makes it anew. Names in it differ by the number, so that no engine knows them from the last time. */
  readonly make: (number: number) => Uint8Array;
}

const size = 1_000_000;

/** What no honest side sends: nesting, lengths that lie, attachments that no row names. */
export const hostileFrames: readonly HostileFrame[] = [
  ofText('lists in each other without an end', () => '['.repeat(size)),
  ofText('lists in each other', () => '['.repeat(size / 2) + ']'.repeat(size / 2)),
  ofText('objects in each other without an end', () => `[${'{"a":'.repeat(size / 5)}`),
  ofText('objects in each other', () => `[${'{"a":'.repeat(size / 6)}0${'}'.repeat(size / 6)}]`),
  ofText('an object of many names', (number) => `[{${fill((at) => `"${number}-${at}":0`)}}]`),
  ofText('an object of many numbers', () => `[{${fill((at) => `"${at * 97}":0`)}}]`),
  ofText('a string without an end', () => `["${'a'.repeat(size)}`),
  ofText('one string of escapes', () => `["${'\\u00e9'.repeat(size / 6)}"]`),
  ofCells('empty lists', () => '[]'),
  ofCells('empty objects', () => '{}'),
  ofCells('objects of one shape', () => '{"a":0}'),
  ofCells('objects of a shape each', (at, number) => `{"${number}-${at}":0}`),
  ofCells('zeros', () => '0'),
  ofCells('long numbers', () => `0.${'123456789'.repeat(90)}`),
  ofCells('exponents', (at) => `${at}e-300`),
  ofCells('empty strings', () => '""'),
  ofCells('escapes', () => '"\\n"'),
  ofList('trees that are too deep', 'classifyAll', () => nest(1_000)),
  ofList('trees as deep as allowed', 'classifyAll', () => nest(30)),
  ofList('bigints as long as allowed', 'count', () => `"${'9'.repeat(4_096)}"`),
  ofList('a bigint that is too long', 'count', () => `"${'9'.repeat(size)}"`),
  { name: 'empty attachments', method: 'attach', make: () => frame('[true]', new Array(size / 4).fill(0)) },
  { name: 'tiny attachments', method: 'attach', make: () => frame('[true]', new Array(size / 5).fill(1)) },
];

/** What takes little room and is as the protocol says, but for the last cell. */
export const denseFrames: readonly HostileFrame[] = [
  ofList('bigints', 'count', () => '"9"'),
  ofList('dates', 'date', () => '0'),
  ofList('objects without a field', 'mark', () => '0'),
  ofList('objects of a short string', 'mark', (at, number) => `1,"${number}-${at}"`),
  ofList('records of a name each', 'label', (at, number) => `1,"${number}-${at}",""`),
  ofRecord('a record of many names', (at, number) => `${number}-${at}`),
  ofRecord('a record of many numbers', (at) => `${at * 97}`),
];

function ofText(name: string, text: (number: number) => string): HostileFrame {
  return { name, method: 'attach', make: (number) => frame(text(number)) };
}

function ofCells(name: string, cell: (at: number, number: number) => string): HostileFrame {
  return ofText(name, (number) => `[true,${fill((at) => cell(at, number))}]`);
}

function ofList(
  name: string,
  method: keyof Orders,
  item: (at: number, number: number) => string,
): HostileFrame {
  const make = (number: number) => {
    const items = parts((at) => item(at, number));
    return frame(`[${items.length + 1},${items},true]`);
  };
  return { name, method, make };
}

/** A list of a whole record, whose names are read and put together, and of another one that is wrong. */
function ofRecord(name: string, key: (at: number, number: number) => string): HostileFrame {
  const make = (number: number) => {
    const entries = parts((at) => `"${key(at, number)}",""`);
    return frame(`[2,${entries.length},${entries},true]`);
  };
  return { name, method: 'label', make };
}

/** The cells of a tree with one child, which has one child, and so on. */
function nest(depth: number): string {
  return Array.from(
    { length: depth },
    (_, at) => `${3 * (depth - at) - 1},"",${at < depth - 1 ? 1 : 0}`,
  ).join(',');
}

/** As many texts as a frame holds. */
function parts(part: (at: number) => string): string[] {
  const found: string[] = [];
  for (let length = 0; length < size; length += (found.at(-1) as string).length + 1)
    found.push(part(found.length));
  return found;
}

const fill = (part: (at: number) => string): string => parts(part).join(',');

/** A frame as PROTOCOL.md says, whatever its text is. */
function frame(text: string, attachments: readonly number[] = []): Uint8Array {
  const bytes = Buffer.from(text);
  const head = new Uint32Array([bytes.length, attachments.length, ...attachments]);
  const total = attachments.reduce((sum, length) => sum + length, 0);
  return Buffer.concat([new Uint8Array(head.buffer), bytes, new Uint8Array(total)]);
}

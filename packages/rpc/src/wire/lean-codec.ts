import type { ReadValue, WireKey, WriteValue } from '@mortise/core';
import { RowReader } from './row-reader.ts';
import { RowWriter } from './row-writer.ts';

// For an engine that interprets, where each check costs as much as the value: limits are not kept and places in
// values not known. The other side checks all that comes, as it must.

/** Reads what a host has written, which has checked it. */
export class LeanReader extends RowReader {
  override string(): string {
    const text = this.cells[this.position++] as string;
    return text;
  }

  override number(at: WireKey): number {
    const cell = this.cells[this.position];
    if (typeof cell !== 'number') return super.number(at);
    this.position += 1;
    return cell;
  }

  override boolean(): boolean {
    return this.cells[this.position++] as boolean;
  }

  override list<T>(_: WireKey, item: ReadValue<T>): T[] {
    const count = this.cells[this.position++] as number;
    const values: T[] = [];
    for (let index = 0; index < count; index += 1) values.push(item(this, index));
    return values;
  }

  override object(): void {
    const cells = this.cells[this.position++] as number;
    this.ends.push(this.limit);
    this.limit = this.position + cells;
  }

  override end(): void {
    this.position = this.limit;
    this.limit = this.ends.pop() as number;
  }
}

/** Writes values of the right types; says of others only where they stand in their object. */
export class LeanWriter extends RowWriter {
  override lastCell = Number.POSITIVE_INFINITY;
  override lastSize = Number.POSITIVE_INFINITY;

  override begin(): void {
    this.start = this.cells.length;
    this.firstAttachment = this.attachments.length;
    this.firstSize = this.size;
  }

  override string(value: string, at: WireKey): void {
    if (typeof value !== 'string') this.fail(at, 'a string', value);
    this.cells.push(value);
    this.size += value.length;
  }

  override boolean(value: boolean, at: WireKey): void {
    if (typeof value !== 'boolean') this.fail(at, 'true or false', value);
    this.cells.push(value);
  }

  override list<T>(value: readonly T[], at: WireKey, item: WriteValue<T>): void {
    if (!Array.isArray(value)) this.fail(at, 'a list', value);
    const { length } = value;
    this.cells.push(length);
    for (let index = 0; index < length; index += 1) item(this, value[index] as T, index);
  }

  override object(value: object, at: WireKey): void {
    if (value === null || typeof value !== 'object') this.fail(at, 'an object', value);
    this.open.push(this.cells.push(0));
  }

  override end(): void {
    const start = this.open.pop() as number;
    this.cells[start - 1] = this.cells.length - start;
  }
}

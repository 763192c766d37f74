import type { MethodWire } from '@mortise/core';
import { RowReader, RowWriter, valueLimits } from '@mortise/rpc/wire';

/**
 * A copy of a call's arguments as they are now, for a call that is made later. Objects with methods and streams cross
 * by reference in any case, and are the same in the copy.
 *
 * @throws MortiseError `invalid_value`, `value_too_large`: as the call itself would
 */
export const copyArguments = (method: MethodWire, args: readonly unknown[]): unknown[] => {
  const kept: object[] = [];
  const keep = (value: object): number => kept.push(value);
  const writer = new RowWriter(valueLimits, { exportStub: keep, exportStream: keep });
  writer.method = method.name;
  method.writeArgs(writer, args);
  const back = (number: number) => kept[number - 1];
  const reader = new RowReader(valueLimits, {
    importStub: back,
    importStream: (number) => back(number) as AsyncIterable<unknown> | undefined,
  });
  reader.open(writer.take());
  reader.method = method.name;
  return method.readArgs(reader);
};

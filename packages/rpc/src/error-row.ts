import { protocolViolation, refused } from './errors.ts';
import { RemoteError, readRecord } from './remote-error.ts';
import type { RowReader } from './wire/row-reader.ts';

/**
 * The error at the reader's place.
 *
 * @returns the error, and whether it says that nothing was made of the call's arguments
 * @throws MortiseError `protocol_violation`
 */
export const readError = (reader: RowReader): { readonly error: unknown; readonly isUnread: boolean } => {
  const isOurs = reader.next();
  const record = readRecord(Array.from({ length: 5 }, () => reader.next()));
  if (!record || typeof isOurs !== 'boolean')
    throw protocolViolation('an error is no record of code, message, hint and data');
  return {
    error: isOurs ? refused(record.code, record.message, record.hint) : new RemoteError(record),
    isUnread: isOurs && record.code === 'unsupported',
  };
};

import { isMortiseError, MortiseError, messageOf } from '@mortise/core';
import { valueText } from './wire/place.ts';
import { lineText } from './wire/plain-text.ts';

// One factory a code, sorted. What each means for a caller stands in the README.

/** A method as messages name it; it may be the other side that chose it. */
const methodText = (name: string): string =>
  lineText(name.length > longestMethod ? `${name.slice(0, longestMethod)}…` : name);

const longestMethod = 128;

/** Of names that the other side chose, in characters. */
const longestList = 1_024;

export const callerGone = (): MortiseError =>
  new MortiseError(
    'caller_gone',
    'Cannot read the stream: who passed it does not wait for the call any more',
    {
      phase: 'call',
    },
  );

export const connectionClosed = (why: string, cause?: unknown): MortiseError =>
  new MortiseError('connection_closed', `The connection has ended: ${lineText(why)}`, {
    phase: 'call',
    cause,
  });

export const deadlineExceeded = (method: string, milliseconds: number): MortiseError =>
  new MortiseError(
    'deadline_exceeded',
    `Cannot wait for '${method}' any longer: ${milliseconds} ms have passed`,
    {
      phase: 'call',
      hint: 'Raise the deadline in the profile or by @deadline, or make the call shorter',
    },
  );

export const handshakeFailed = (why: string): MortiseError =>
  new MortiseError('handshake_failed', `Cannot connect: ${why}`, { phase: 'load' });

export const invalidOption = (name: string, found: unknown, expected: string): MortiseError =>
  new MortiseError('invalid_option', `Cannot connect: '${name}' is ${valueText(found)}, not ${expected}`, {
    phase: 'load',
    hint: `Mend '${name}' among the options, or leave it out`,
  });

/** An object that was lent cannot be given away. */
export const lentOnly = (name: string): MortiseError =>
  new MortiseError('invalid_value', `Cannot give a ${name} away: it was only lent`, {
    phase: 'call',
    hint: 'Take it as Owned<T>, or return an object of your own around it',
  });

export const missingExport = (name: string, contract: string, found: readonly string[]): MortiseError =>
  new MortiseError(
    'missing_export',
    `Cannot find '${name}' of ${contract} on the other side: it offers [${lineText(found.join(', ').slice(0, longestList))}]`,
    { phase: 'load' },
  );

export const overloaded = (what: string, limit: number): MortiseError =>
  new MortiseError('overloaded', `Cannot call: ${what} is at its limit of ${limit}`, {
    phase: 'call',
    hint: 'Wait for calls that are open, or raise the limit',
  });

export const protocolViolation = (found: string, cause?: unknown): MortiseError =>
  new MortiseError('protocol_violation', `The other side broke the protocol: ${lineText(found)}`, {
    phase: 'call',
    cause,
  });

export const reentrantCall = (): MortiseError =>
  new MortiseError('reentrant_call', 'Cannot call: a value of another call is being read', {
    phase: 'call',
    hint: 'Make no calls in getters and iterators of a value that is passed; call first and pass the result',
  });

export const stubReleased = (method: string): MortiseError =>
  new MortiseError('stub_released', `Cannot call '${methodText(method)}': its object was released`, {
    phase: 'call',
    hint: 'An object that was passed is borrowed until the call ends; take it as Owned<T> to keep it',
  });

export const unsupported = (method: string, why: string): MortiseError =>
  new MortiseError('unsupported', `Cannot call '${methodText(method)}': ${why}`, { phase: 'call' });

/** What this package raises about one value or call, which ends that call and not the connection. */
const ofOneCall = ['invalid_value', 'overloaded', 'stub_released', 'unsupported', 'value_too_large'];

/** Whether an error of ours is about one value, and not about the protocol. */
export const isValueFault = (error: unknown): boolean => {
  try {
    return isMortiseError(error) && ofOneCall.includes(error.code);
  } catch {
    // Code may throw what cannot even be asked, such as a revoked proxy.
    return false;
  }
};

/** An error of ours, as the other side's runtime raised it; it may say any code. */
export const refused = (code: string | null, message: string, hint: string | null = null): MortiseError => {
  const known = code !== null && ofOneCall.includes(code) ? code : 'unsupported';
  return new MortiseError(known, lineText(message), {
    phase: 'call',
    ...(hint !== null && { hint: lineText(hint) }),
  });
};

/** What is thrown where reading failed otherwise than by a rule of ours. */
export const unexpected = (error: unknown): MortiseError => protocolViolation(messageOf(error), error);

import type { Case } from './case.ts';
import { callCases } from './cases/calls.ts';
import { endCases } from './cases/ends.ts';
import { errorCases } from './cases/errors.ts';
import { streamCases } from './cases/streams.ts';
import { stubCases } from './cases/stubs.ts';
import { valueCases } from './cases/values.ts';

/** What every loader has to do, in the order in which it is best read. */
export const conformance: readonly Case[] = [
  ...valueCases,
  ...errorCases,
  ...callCases,
  ...streamCases,
  ...stubCases,
  ...endCases,
];

import fc from 'fast-check';
import { describe, test } from 'vitest';
import { properties } from '../../fixtures/wire/properties.ts';

// More of them: npm run fuzz -- decoders --seconds 60
describe('for contracts of any shape and values of theirs', () => {
  test.each([
    ['what is written is read', properties.roundTrip],
    ['what a newer sender adds is passed over', properties.newerSender],
    ['what an older sender does not know is absent', properties.olderSender],
    ['cells that anyone made give a value of the type or an error with a code', properties.hostile],
  ])('%s', (_, property) => {
    fc.assert(property, { numRuns: 60 });
  });
});

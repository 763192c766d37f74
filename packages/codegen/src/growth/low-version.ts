import type { MortiseError } from '@mortise/core';
import type { Fault } from '@mortise/json';
import { versionTooLow } from '../errors.ts';
import { contractName } from './contract-name.ts';
import { type Change, type ContractGrowth, movedField } from './growth.ts';
import { memberLines } from './member-lines.ts';
import { covers, nextVersion } from './versions.ts';

/**
 * Says of a contract which of its changes its version does not cover, and where they are.
 *
 * @param text the contract's source
 * @param growth a contract whose version is too low
 * @param released the version of its baseline
 */
export const lowVersion = (text: string, growth: ContractGrowth, released: string): MortiseError => {
  const { id, source, version, demands } = growth;
  const name = contractName(id);
  if (!demands) {
    const hint = `Write @contract ${name}@${released} or a higher one`;
    return versionTooLow(name, version, `${released} is released already`, hint, []);
  }
  const needed = nextVersion(released, demands);
  const changes = growth.changes.filter((change) => !covers(released, version, change.demands));
  const lines = memberLines(
    text,
    changes.map(({ member }) => member),
  );
  const faults = changes.map(({ member, kind }, index): Fault => {
    const line = lines[index];
    const place = line === undefined ? { file: source } : { file: source, line };
    return { ...place, path: member, found: `${kind} since ${released}`, expected: `version ${needed}` };
  });
  const places = faults.map(({ file, line }) => (line === undefined ? file : `${file}:${line}`));
  const mend = changes.every(isMoved)
    ? 'give the fields their old order, or the type its old name: by that name its fields keep their places'
    : 'take back what needs it';
  const hint = `Write @contract ${name}@${needed}, or ${mend}`;
  const [first] = changes;
  if (first && changes.length === 1) {
    const why = `'${first.member}' ${sinceThen(first, released, needed)}\n  ${places[0]}`;
    return versionTooLow(name, version, why, hint, faults);
  }
  const list = changes.map((change, index) => {
    const step = change.demands === demands ? '' : ` (a ${change.demands} step)`;
    return `\n  ${places[index]}: '${change.member}' ${change.what}${step}`;
  });
  const why = `${changes.length} changes since ${released} need ${needed}${list.join('')}`;
  return versionTooLow(name, version, why, hint, faults);
};

const isMoved = ({ what }: Change): boolean => what === movedField;

/** What became of a member since a version, and what that needs, as one sentence. */
const sinceThen = ({ what }: Change, released: string, needed: string): string => {
  const [, verb, rest] = /^(was added|was removed)(.+)$/.exec(what) ?? [];
  if (!verb) return `${what} since ${released}, which needs ${needed}`;
  return `${verb} since ${released}${rest}; that needs ${needed}`;
};

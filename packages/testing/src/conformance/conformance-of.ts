import { unknownCase } from '../errors.ts';
import type { Subject } from './case.ts';
import { conformance } from './suite.ts';

/** A case as one subject takes it. */
export interface SubjectCase {
  /** What is shown, as a sentence. */
  readonly name: string;
  /** The name, with the reason behind it where the subject cannot do it. */
  readonly title: string;
  /** Why the subject cannot do it: then the case is not to be run. */
  readonly unsupported?: string;
  /** Fails by throwing. It ends what it starts. May be called again. */
  run(): Promise<void>;
}

/**
 * All cases for one subject, in the order of `conformance`, for a test runner to go through.
 *
 * @param subject what is tested; nothing of it is started before a case runs
 * @throws MortiseError `unknown_case` where `unsupported` names what is no case, so that one that was
 *   renamed or mistyped is not taken for one that is left out
 */
export const conformanceOf = (subject: Subject): readonly SubjectCase[] => {
  const unsupported = new Map(Object.entries(subject.unsupported ?? {}));
  const names = conformance.map(({ name }) => name);
  const unknown = [...unsupported.keys()].filter((name) => !names.includes(name));
  if (unknown.length > 0) throw unknownCase(unknown, names);
  return conformance.map((one) => {
    const { name } = one;
    const run = () => one.run(subject);
    const reason = unsupported.get(name);
    return reason === undefined
      ? { name, title: name, run }
      : { name, title: `${name} (unsupported: ${reason})`, unsupported: reason, run };
  });
};

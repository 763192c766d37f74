import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { isMortiseError, type MortiseError } from '@mortise/core';
import type { Registry } from '@mortise/registry';
import type { Step } from './attack.ts';
import { inspectValue } from './inspect-value.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome } from './report.ts';
import { Target } from './target.gen.ts';

/** The provider's name in every plugin of the corpus. */
export const hostileName = 'hostile';

const feeds = 64;
const items = 1_000;
const counts = 12;

/**
 * Does what the host does when it meets the attack.
 *
 * @returns how that ended, what is wrong with the values that came out, and what was called, if it was there
 */
export const conduct = async (
  step: Step,
  registry: Registry<`mortise:target@1/${string}`>,
): Promise<{ outcome: Outcome; faults: string[]; target: Target | undefined }> => {
  const faults: string[] = [];
  let target: Target | undefined;
  const looked = async (value: unknown): Promise<unknown> => {
    faults.push(...(await inspectValue(value)));
    return value;
  };
  const outcome = await outcomeOf(async () => {
    target = await registry.get(Target, hostileName);
    return await steps[step](target, looked);
  });
  return { outcome, faults, target };
};

type Look = (value: unknown) => Promise<unknown>;

const steps: Readonly<Record<Step, (target: Target, look: Look) => Promise<unknown>>> = {
  activate: async () => 'active',
  call: async (target, look) => await look(await target.attack()),
  'next call': async (target, look) => {
    const first = await look(await target.attack());
    if (first === 'nothing to attack') return first;
    await wait(50);
    // More than one call, because the second may get what belongs to the first.
    const next = await Promise.all([target.text(), target.feed(new Uint8Array(3)), target.ping()]);
    if (next[0] !== 'text' || next[1] !== 3) throw new Error(`the next calls got ${JSON.stringify(next)}`);
    return first;
  },
  bytes: async (target, look) => await look(await target.bytes()),
  text: async (target) => (await target.text()).length,
  stream: async (target, look) => {
    let read = 0;
    for await (const item of target.items()) {
      if (read === 0) await look(item);
      read += 1;
      // A reader that takes its time, at first.
      if (read < 50) await wait(2);
      if (read >= items) break;
    }
    return read;
  },
  'idle stream': async (target) => {
    const items = target.items()[Symbol.asyncIterator]();
    const first = await items.next();
    await wait(1_000);
    const second = await items.next();
    await items.return?.();
    return [first.value, second.value];
  },
  count: async (target) => {
    const ended: unknown[] = [];
    for (let call = 0; call < counts; call += 1) {
      const answer = await target.feed(new Uint8Array(3)).catch((error: unknown) => error);
      const isInteger = Number.isInteger(answer) && !Object.is(answer, -0) && (answer as number) >= 0;
      if (!isInteger && !isMortiseError(answer)) throw new Error(`'feed' returned ${inspect(answer)}`);
      ended.push(isInteger ? answer : (answer as MortiseError).code);
    }
    return ended;
  },
  feed: async (target) => {
    const bytes = new Uint8Array(1_048_576);
    const ended = await Promise.allSettled(Array.from({ length: feeds }, () => target.feed(bytes)));
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return 'all were taken';
  },
  end: async (target, look) => await look(await target.attack()),
};

import type { ConnectOptions } from './connect.ts';
import { invalidOption } from './errors.ts';
import { valueLimits } from './wire/limits.ts';

const hooks = ['intercept', 'onFault', 'onEnding'] as const;
const times = ['deadline', 'idle', 'handshake'] as const;

/**
 * Looks whether a connection can be kept as it is asked for, where its author has no types: a timer would take `NaN`
 * for now, and no call would ever be late.
 *
 * @throws MortiseError `invalid_option`, which names the option
 */
export const checkConnectOptions = (
  options: Pick<ConnectOptions, (typeof times)[number] | (typeof hooks)[number] | 'limits'>,
): void => {
  for (const name of hooks)
    if (options[name] !== undefined && typeof options[name] !== 'function')
      throw invalidOption(name, options[name], 'a function');
  for (const name of times)
    check(name, options[name], (value) => value >= 0, 'milliseconds from 0 on, or Infinity');
  for (const [name, value] of Object.entries(options.limits ?? {})) {
    if (Object.hasOwn(valueLimits, name))
      check(
        `limits.${name}`,
        value,
        (limit) => Number.isSafeInteger(limit) && limit > 0,
        'a whole number above 0',
      );
    else check(`limits.${name}`, value, (limit) => limit > 0, 'a number above 0');
  }
};

const check = (name: string, value: unknown, isRight: (value: number) => boolean, expected: string): void => {
  if (value === undefined) return;
  if (typeof value !== 'number' || !isRight(value)) throw invalidOption(name, value, expected);
};

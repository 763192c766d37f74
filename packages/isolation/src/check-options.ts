import { checkConnectOptions } from '@mortise/rpc';
import { invalidOption } from './errors.ts';
import type { LoaderOptions } from './isolated-loader.ts';

/**
 * Looks whether plugins can be kept as it is asked for, where the host has no types.
 *
 * @throws MortiseError `invalid_option`, which names the option
 */
export const checkLoaderOptions = ({
  wires,
  grace,
  connection,
  onConnection,
  output,
}: LoaderOptions): void => {
  if (!Array.isArray(wires)) throw invalidOption('wires', wires, 'a list of wire modules');
  for (const [index, wire] of wires.entries())
    if (typeof wire?.id !== 'string' || typeof wire.stub !== 'function')
      throw invalidOption(`wires[${index}]`, wire, 'a wire module');
  if (grace !== undefined && !(typeof grace === 'number' && grace >= 0))
    throw invalidOption('grace', grace, 'milliseconds from 0 on');
  checkFunction('onConnection', onConnection);
  checkFunction('output', output);
  checkObject('connection', connection);
  checkObject('connection.limits', connection?.limits);
  checkFunction('connection.intercept', connection?.intercept);
  checkConnectOptions(connection ?? {});
};

/** @throws MortiseError `invalid_option` */
const checkFunction = (name: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'function') throw invalidOption(name, value, 'a function');
};

const checkObject = (name: string, value: unknown): void => {
  if (value !== undefined && (typeof value !== 'object' || value === null))
    throw invalidOption(name, value, 'an object');
};

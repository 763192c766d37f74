import { messageOf } from '@mortise/core';

/** An error as `era` reports it; those of Mortise and of the runtimes have the same members. */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

const eraError = (code: string, message: string, hint?: string): Error & ReportedError =>
  Object.assign(new Error(message), hint === undefined ? { code } : { code, hint });

export const agentGone = (address: string): Error =>
  eraError('agent_gone', `Cannot reach the agent at '${address}': it has ended`);

export const agentSilent = (address: string): Error =>
  eraError('agent_silent', `Cannot reach the agent at '${address}': it does not answer`);

export const appTaken = (id: string, pid: number): Error =>
  eraError(
    'app_taken',
    `Cannot run '${id}': the agent with process id ${pid} runs it`,
    `Stop it first: era stop ${id}`,
  );

export const duplicateApp = (id: string): Error =>
  eraError(
    'duplicate_app',
    `Cannot install '${id}': this agent has it`,
    'Give each application an id of its own',
  );

export const invalidApps = (errors: readonly unknown[]): Error =>
  eraError('invalid_document', errors.map(messageOf).join('\n'));

export const notInstalled = (id: string): Error =>
  eraError('app_unknown', `Cannot find '${id}': this agent does not have it`, 'List what there is: era ps');

export const notRunning = (id: string, state: string): Error =>
  eraError('app_unknown', `Cannot find '${id}': no agent of '${state}' has it`, 'List what there is: era ps');

export const unknownRequest = (): Error =>
  eraError('unknown_request', 'Cannot answer: this agent knows no such request');

export const usage = (message: string): Error => eraError('usage', message, 'See era --help');

/** What a person or a machine gets to know of anything that was thrown. */
export const reportOf = (thrown: unknown): ReportedError => {
  const { code, hint, stack } = (thrown ?? {}) as Partial<ReportedError> & { stack?: string };
  // Without a code nobody expected it: then the place matters more than the form.
  if (typeof code !== 'string') return { code: 'unexpected', message: stack ?? messageOf(thrown) };
  return { code, message: messageOf(thrown), ...(typeof hint === 'string' ? { hint } : {}) };
};

/** An error of a runtime: a code that callers can rely on, and what to do next. */
export interface AppError extends Error {
  readonly code: string;
  readonly hint?: string;
}

const appError = (code: string, message: string, hint?: string, cause?: unknown): AppError =>
  Object.assign(new Error(message, { cause }), hint === undefined ? { code } : { code, hint });

export const appRunning = (action: string, id: string): AppError =>
  appError('app_running', `Cannot ${action} '${id}': it is running`, 'Stop it first');

export const appStopped = (id: string): AppError =>
  appError('app_stopped', `Cannot start '${id}': it was stopped meanwhile`);

export const appUnknown = (action: string, id: string): AppError =>
  appError('app_unknown', `Cannot ${action} '${id}': it is not installed`);

export const invalidProgram = (id: string, program: string, why: string, hint?: string): AppError =>
  appError('invalid_program', `Cannot install '${id}': program '${program}' ${why}`, hint);

export const programMissing = (id: string, program: string): AppError =>
  appError('program_missing', `Cannot install '${id}': there is no program '${program}'`);

export const runtimeEnded = (id: string): AppError =>
  appError('runtime_ended', `Cannot start '${id}': the runtime has ended`);

export const startFailed = (id: string, why: string, hint?: string, cause?: unknown): AppError =>
  appError('start_failed', `Cannot start '${id}': ${why}`, hint, cause);

export const unsupported = (id: string, key: string, hint: string): AppError =>
  appError('unsupported', `Cannot install '${id}': its runtime has no '${key}'`, hint);

/** What JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Tells the people who run the product what happens in a plugin. A call never fails because an entry
 * could not be written, so that a plugin need not wait for it.
 *
 * @contract mortise:log@1.0.0
 */
export interface Log {
  /**
   * Reports a detail that only helps to find a mistake.
   *
   * @param message one sentence; what varies belongs into the fields
   * @param fields values that a machine may search for
   */
  debug(message: string, fields?: Record<string, Json>): Promise<void>;
  /**
   * Reports what the plugin does in its normal course.
   *
   * @param message one sentence; what varies belongs into the fields
   * @param fields values that a machine may search for
   */
  info(message: string, fields?: Record<string, Json>): Promise<void>;
  /**
   * Reports what went wrong without harm to the caller.
   *
   * @param message one sentence; what varies belongs into the fields
   * @param fields values that a machine may search for
   */
  warn(message: string, fields?: Record<string, Json>): Promise<void>;
  /**
   * Reports a failure that a person should look at.
   *
   * @param message one sentence; what varies belongs into the fields
   * @param fields values that a machine may search for
   */
  error(message: string, fields?: Record<string, Json>): Promise<void>;
}

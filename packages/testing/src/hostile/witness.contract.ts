/**
 * Through it a hostile plugin tells the host what it managed to do, so that the host can say which of it
 * should have been impossible.
 *
 * @contract mortise:witness@1.0.0
 */
export interface Witness {
  /**
   * Reports what the plugin got hold of.
   *
   * @param what such as `environment`, `file`, `host name`
   * @param value what stood there
   */
  saw(what: string, value: string): Promise<void>;
  /**
   * Reports what the plugin brought about.
   *
   * @param what such as `wrote a file`, `started a process`
   */
  did(what: string): Promise<void>;
}

/** A file as a generator would have it. */
export interface GeneratedFile {
  /** Relative to the workspace, with slashes. */
  readonly path: string;
  /** None where the file should not be there. */
  readonly text: string | undefined;
}

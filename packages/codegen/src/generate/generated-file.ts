/** A file as a generator would have it. */
export interface GeneratedFile {
  /** Relative to the workspace, with slashes. */
  readonly path: string;
  /** None where the file should not be there. */
  readonly text: string | undefined;
}

/** How a workspace is generated. */
export interface GenerateOptions {
  /** Whether to make also what looks fresh, as after a change of Mortise itself. */
  readonly full?: boolean;
}

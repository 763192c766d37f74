import type { Attack } from './attack.ts';

/** What one cell of the matrix is run with: an attack behind a loader, in a process of its own. */
export interface CellTask {
  readonly attack: Attack;
  /** The module of the loader under test, as a URL. */
  readonly subject: string;
  /** Folders of the two plugins. */
  readonly hostile: string;
  readonly neighbour: string;
  /** A file for the report. */
  readonly report: string;
  /** Where the planted files lie, none of which may change. */
  readonly planted: string;
  /** What a plugin must not see. */
  readonly secrets: readonly string[];
}

/** How the attacked call ended. */
export interface Outcome {
  readonly kind: 'answer' | 'own error' | 'mortise error' | 'open';
  /** From the error itself to what is behind it. */
  readonly codes: readonly string[];
  readonly pluginId?: string | undefined;
  readonly phase?: string | undefined;
  /** The answer or the message, shortened. */
  readonly text: string;
  /** In milliseconds. */
  readonly took: number;
}

/** What a cell has found out about its host, as far as it came. */
export interface CellReport {
  /** What was under way when the report was written. */
  readonly stage: string;
  readonly outcome?: Outcome | undefined;
  /** Faults, each as a clause. */
  readonly faults: readonly string[];
  /** Calls that the neighbour answered, and how long the slowest took, in milliseconds. */
  readonly neighbour: { readonly answered: number; readonly slowest: number };
  /** Resident memory in bytes. */
  readonly memory: { readonly before: number; readonly peak: number };
  readonly isDone: boolean;
}

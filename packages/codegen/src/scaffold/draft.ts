import type { GeneratedFile } from '../generate/generated-file.ts';
import type { Files } from '../workspace/files.ts';
import { overlayFiles } from './overlay.ts';

/** A file that a person will own, relative to its package. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** New texts over a workspace, none of which is written. */
export class Draft {
  readonly #files: Files;
  readonly #texts = new Map<string, string>();

  /** @param files the workspace, which stays as it is */
  constructor(files: Files) {
    this.#files = files;
  }

  read(path: string): string | undefined {
    return this.#texts.get(path) ?? this.#files.read(path);
  }

  /** Writes a file that a person owns from then on: where there is one, it stays. */
  create(path: string, text: string): void {
    if (this.read(path) === undefined) this.#texts.set(path, text);
  }

  /** Writes a new text for a file that is there. */
  edit(path: string, change: (text: string) => string): void {
    this.#texts.set(path, change(this.read(path) ?? '{}\n'));
  }

  /** All that was written. */
  changes(): GeneratedFile[] {
    return [...this.#texts].map(([path, text]) => ({ path, text }));
  }

  /** The workspace as it will be. */
  files(): Files {
    return overlayFiles(this.#files, this.changes());
  }
}

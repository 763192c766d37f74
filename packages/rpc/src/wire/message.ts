/** What a row is made of. Everything that a contract can say is taken apart into these. */
export type Cell = string | number | boolean | null;

/**
 * What one side sends to the other at once: the rows of one turn, one behind the other in one flat list,
 * and the attachments that they name by index. Text never carries bytes.
 */
export interface Message {
  readonly cells: Cell[];
  readonly attachments: Uint8Array[];
}

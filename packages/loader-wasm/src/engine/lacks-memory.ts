import { op } from '@mortise/rpc';

/** The message of the error by which QuickJS refuses memory. */
export const lacksMemory = 'out of memory';

/**
 * Whether a message of the plugin's side says that a call, a stream or an import has failed for want of memory. What an error
 * was does not cross, so that one which was thrown with these words is taken for it.
 *
 * @param json the cells of a message
 */
export const tellsLackOfMemory = (json: string): boolean => {
  if (!json.includes(`"${lacksMemory}"`)) return false;
  try {
    const cells: readonly unknown[] = JSON.parse(json);
    for (let at = 0; at < cells.length; at += 1 + Number(cells[at])) {
      const row = cells.slice(at + 1, at + 1 + Number(cells[at]));
      const [operation, , , code, message] = row;
      const isError = operation === op.error || operation === op.fail;
      if (isError && code === null && message === lacksMemory) return true;
      // What is wrong with a module is an answer.
      if (operation === op.result && row.includes('import_failed') && row.includes(lacksMemory)) return true;
      // No message has such a row, and none is longer for it.
      if (!(Number(cells[at]) >= 0)) return false;
    }
  } catch {
    // Whoever reads messages says what is wrong with it.
  }
  return false;
};

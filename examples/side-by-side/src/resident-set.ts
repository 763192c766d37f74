import { execFile } from 'node:child_process';

/**
 * The memory of this process and of all that it has started, as the system counts it: what is shared counts in each.
 *
 * @returns bytes
 */
export const residentSet = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const ps = execFile('ps', ['-A', '-o', 'pid=', '-o', 'ppid=', '-o', 'rss='], (error, text) => {
      if (error) return reject(error);
      const rows = text
        .trim()
        .split('\n')
        .map((row) => row.trim().split(/\s+/).map(Number))
        .map(([pid = 0, parent = 0, kilobytes = 0]) => ({ pid, parent, kilobytes }));
      const family = new Set([process.pid]);
      // `ps` sorts by nothing that could be relied on, so a child may stand before its parent.
      for (let known = 0; known < family.size; ) {
        known = family.size;
        for (const { pid, parent } of rows) if (family.has(parent) && pid !== ps.pid) family.add(pid);
      }
      const mine = rows.filter(({ pid }) => family.has(pid));
      resolve(mine.reduce((sum, { kilobytes }) => sum + kilobytes * 1024, 0));
    });
  });

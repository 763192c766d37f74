import { appendFileSync } from 'node:fs';
import type { TestCase } from 'vitest/node';

/**
 * A reporter for vitest that names each test which failed and then passed, with what it first failed with: on a machine
 * that does much at once such a test is a race to be mended, and not one to be passed over. The file that
 * `SECOND_TRIES` names gets a line of each.
 */
export default class SecondTries {
  onTestCaseResult(test: TestCase): void {
    if (!test.diagnostic()?.flaky) return;
    const line = `passed only at the second try: ${test.module.relativeModuleId} > ${test.fullName}`;
    const [first] = test.result().errors ?? [];
    console.log(`${line}\n${first?.stack ?? first?.message ?? 'It gave no error.'}`);
    const list = process.env['SECOND_TRIES'];
    if (list) appendFileSync(list, `${line}\n`);
  }
}

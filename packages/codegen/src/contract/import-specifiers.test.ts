import { expect, test } from 'vitest';
import { importSpecifiers } from './import-specifiers.ts';

test.each([
  ["import type { A } from './a.contract.ts';", ['./a.contract.ts']],
  [
    'import type {\n  A,\n  B as C,\n} from "@era/a";\nimport { type D } from \'./d.contract.ts\'',
    ['@era/a', './d.contract.ts'],
  ],
  ["import type { A } from './a.ts'; import type { B } from './a.ts';", ['./a.ts']],
  [
    "/** import type { A } from './a.ts'; */\n// import type { A } from './b.ts'\nexport type B = 'from';",
    [],
  ],
  ["export type { A } from './a.ts';", []],
  ["import './a.ts';", []],
])('importSpecifiers() finds what %j imports from', (text, expected) => {
  expect(importSpecifiers(text)).toEqual(expected);
});

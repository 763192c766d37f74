import type { Metric } from '@era/metrics';

/** `name=value`, where the value may stand in double quotes. */
const pair = /(?:^|\s)([A-Za-z_][\w.-]*)=(?:"([^"]*)"|([^\s"]+))(?=\s|$)/g;

/** As people write numbers, without those of other bases. */
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The figures of one line of pairs: each number is one, and each other value is a label of all. */
export const readLine = (line: string): Metric[] => {
  const pairs = [...line.matchAll(pair)].map(([, name = '', quoted, plain = '']) => ({
    name,
    text: quoted ?? plain,
    isNumber: quoted === undefined && number.test(plain),
  }));
  const labels = Object.fromEntries(
    pairs.flatMap(({ name, text, isNumber }) => (isNumber ? [] : [[name, text]])),
  );
  return pairs.flatMap(({ name, text, isNumber }) =>
    isNumber ? [{ name, labels, value: Number(text) }] : [],
  );
};

import type { MethodModel } from '../contract/model.ts';

/** What the documentation of a method says in WIT, parameters and errors included. */
export const methodDoc = ({ doc, params, result, throws, deadline, idempotent }: MethodModel): string => {
  const described = params.filter((param) => param.doc);
  const parts = [
    doc ?? '',
    described.map(({ name, doc: text }) => item(name, text)).join('\n'),
    result.doc ? `Returns ${result.doc}` : '',
    throws?.length ? ['Errors:', ...throws.map(({ code, doc: text }) => item(code, text))].join('\n') : '',
    [idempotent ? 'It may be repeated.' : '', deadline ? `It ends within ${deadline}.` : '']
      .filter(Boolean)
      .join(' '),
  ];
  return parts.filter(Boolean).join('\n\n');
};

const item = (name: string, text: string | undefined): string =>
  text ? `- \`${name}\` ${text.replace(/\s+/g, ' ')}` : `- \`${name}\``;

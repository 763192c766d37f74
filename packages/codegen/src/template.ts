import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import { codeName, isIdentifier, literal } from './literal.ts';

/** Handlebars' own strictness ends at the arguments of helpers. */
const present = (value: unknown): unknown => {
  if (value === undefined) throw new Error('A template names a value that it was not given');
  return value;
};

/** Every value enters a template through one of these: a manifest cannot write code into a file. */
const helpers = {
  /** A name of the code. */
  name: codeName,
  /** A literal of the language. */
  literal: (value: unknown) => literal(present(value)),
  /** A text of JSON. */
  json: (value: unknown) => JSON.stringify(present(value)),
  /** A key of an object or of an interface. */
  key: (value: unknown) => (isIdentifier(value) ? value : literal(present(value))),
  /** Text inside a comment or in Markdown: on one line, and never the comment's end. */
  text: (value: unknown) => String(present(value)).replace(/\s+/g, ' ').replaceAll('*/', '* /'),
  /** A doc comment of as many lines as the text has; nothing for no text. */
  doc: (value: unknown, options: Handlebars.HelperOptions) => {
    const indent = String(options.hash.indent ?? '');
    const lines = String(value ?? '')
      .replaceAll('*/', '* /')
      .split('\n');
    if (!value) return '';
    if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
    return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
  },
};

let instance: typeof Handlebars | undefined;

/**
 * An instance of our own: nobody else's helpers reach our templates, and ours reach nobody. It is loaded
 * when a first template is filled, because most runs find everything fresh, and from the file that is
 * one module where the package's main entry is fifty.
 */
const handlebars = (): typeof Handlebars => {
  if (!instance) {
    const shared: typeof Handlebars = createRequire(import.meta.url)('handlebars/dist/handlebars.js');
    instance = shared.create();
    instance.registerHelper(helpers);
  }
  return instance;
};

const compiled = new Map<string, HandlebarsTemplateDelegate>();
const texts = new Map<string, string>();

/** The text of a template, which is an input of what is generated from it. */
export const templateText = (name: string): string => {
  const known = texts.get(name) ?? readFileSync(new URL(`../templates/${name}.hbs`, import.meta.url), 'utf8');
  texts.set(name, known);
  return known;
};

/**
 * Fills a template.
 *
 * @param name a file of `templates/`, without `.hbs`
 * @param values what it names; a name that is missing is an error
 */
export const render = (name: string, values: object): string => {
  let template = compiled.get(name);
  if (!template) {
    template = handlebars().compile(templateText(name), {
      strict: true,
      noEscape: true,
      knownHelpersOnly: false,
    });
    compiled.set(name, template);
  }
  return template(values);
};

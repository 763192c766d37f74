import { camelCase, contextKeys, type Manifest, parseContractRef } from '@mortise/core';
import { manifestSchema } from '@mortise/core/manifest-schema';
import { type JsonDocument, openJson } from '@mortise/json';

/**
 * Opens the text of a plugin.json and checks all that can be checked without other files.
 *
 * @param text the whole text
 * @param file how messages name it
 * @returns the document; `check()` gives the manifest or throws all faults at once
 * @example
 * ```ts
 * import { openManifest } from '@mortise/artifact';
 *
 * const text = '{ "manifest": 1, "id": "demo.hello", "provides": { "demo:greeter@1.0.0": { "polite": {} } } }';
 * console.log(openManifest(text, 'plugin.json').check().id); // demo.hello
 * ```
 */
export const openManifest = (text: string, file: string): JsonDocument<Manifest> => {
  const document = openJson<Manifest>(text, file, {
    what: 'manifest',
    schema: manifestSchema,
  });
  if (document.faults.length === 0 && document.value) {
    checkMajors(document, document.value);
    checkContext(document, document.value);
  }
  return document;
};

/** Two minor versions of one contract would claim the same place in a catalog. */
const checkMajors = (document: JsonDocument<Manifest>, { provides }: Manifest): void => {
  const seen = new Map<string, string>();
  for (const contract of Object.keys(provides)) {
    const { id } = parseContractRef(contract);
    const other = seen.get(id);
    if (other) {
      const found = `${JSON.stringify(contract)} beside ${JSON.stringify(other)}`;
      document.complain(['provides', contract], {
        found,
        expected: 'one version of each major',
        hint: 'keep the higher one',
      });
    }
    seen.set(id, contract);
  }
};

/** Each service needs a name of its own in the plugin's context. */
const checkContext = (document: JsonDocument<Manifest>, { uses = {} }: Manifest): void => {
  const taken = new Set(contextKeys);
  for (const [contract, { as = camelCase(parseContractRef(contract).name) }] of Object.entries(uses)) {
    if (taken.has(as)) {
      const hint = `give it another name: "as": "${as}2"`;
      document.complain(['uses', contract], {
        found: `the name "${as}"`,
        expected: 'a name that is free',
        hint,
      });
    }
    taken.add(as);
  }
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { XMLParser } from 'fast-xml-parser';
import type { Plugin } from 'rollup';

const PREFIX = '\0scoped:';

/**
 * `@salesforce/…` imports as the platform resolves them: labels from the package, names of objects and fields, and what
 * depends on who is looking, which the page knows (`globalThis.batonPage`).
 *
 * @throws Error during the build for a label that does not exist or a kind of import that is not known here.
 */
export function scopedImports(forceApp: string): Plugin {
  const labels = readLabels(forceApp);
  return {
    name: 'scoped-imports',
    resolveId: (specifier) => (specifier.startsWith('@salesforce/') ? PREFIX + specifier : null),
    load: (id) => (id.startsWith(PREFIX) ? moduleFor(id.slice(PREFIX.length), labels) : null),
  };
}

/** What the page knows about who is looking, and with what. */
const KNOWN_TO_PAGE: Readonly<Record<string, string>> = {
  'user/Id': 'userId',
  'i18n/locale': 'locale',
  'i18n/lang': 'lang',
  'i18n/timeZone': 'timeZone',
  'client/formFactor': 'formFactor',
};

function moduleFor(specifier: string, labels: ReadonlyMap<string, string>): string {
  const [, kind = '', ...rest] = specifier.split('/');
  const name = rest.join('/');
  if (kind === 'label') return exported(labelText(name, labels));
  if (kind === 'schema') return exported(schemaReference(name));
  const known = KNOWN_TO_PAGE[`${kind}/${name}`];
  if (known !== undefined) return `export default globalThis.batonPage.${known};`;
  if (kind === 'customPermission') {
    return `export default globalThis.batonPage.customPermissions.includes(${JSON.stringify(name)});`;
  }
  throw new Error(`${specifier} is not known to the pages of the org in a box`);
}

function exported(value: unknown): string {
  return `export default ${JSON.stringify(value)};`;
}

function labelText(name: string, labels: ReadonlyMap<string, string>): string {
  const text = labels.get(name.replace(/^c\./, ''));
  if (text === undefined) throw new Error(`The label ${name} does not exist`);
  return text;
}

/** `Account.Name` names a field, `Account` an object. */
function schemaReference(name: string): Readonly<Record<string, string>> {
  const [objectApiName = '', ...field] = name.split('.');
  return field.length > 0 ? { fieldApiName: field.join('.'), objectApiName } : { objectApiName };
}

function readLabels(forceApp: string): ReadonlyMap<string, string> {
  const file = join(forceApp, 'labels/CustomLabels.labels-meta.xml');
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'labels' });
  const parsed = parser.parse(readFileSync(file, 'utf8')) as {
    readonly CustomLabels: { readonly labels?: readonly { readonly fullName: string; readonly value: string }[] };
  };
  return new Map((parsed.CustomLabels.labels ?? []).map(({ fullName, value }) => [fullName, value]));
}

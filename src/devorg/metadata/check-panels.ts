import type { PackageNames } from './package-names.ts';
import type { Problems } from './problems.ts';
import type { SourceTree } from './source-files.ts';

const IMPORT = /['"]@salesforce\/(label\/c|schema|customPermission)[./]([\w.]+)['"]/g;

/** What panels import from the org by name exists: labels, fields, custom permissions. */
export function checkPanels(tree: SourceTree, names: PackageNames, problems: Problems): void {
  for (const { file, text } of tree.panels) {
    for (const [, kind = '', name = ''] of text.matchAll(IMPORT)) {
      const missing = missingImport(kind, name, names);
      if (missing !== undefined) problems.add(file, missing);
    }
  }
}

function missingImport(kind: string, name: string, names: PackageNames): string | undefined {
  if (kind === 'label/c') return names.has('CustomLabel', name) ? undefined : `there is no label ${name}`;
  if (kind === 'customPermission') {
    return names.has('CustomPermission', name) ? undefined : `there is no custom permission ${name}`;
  }
  const [object = '', field] = name.split('.');
  if (!names.object(object)) return `there is no object ${object}`;
  return field === undefined || names.field(object, field) ? undefined : `there is no field ${name}`;
}

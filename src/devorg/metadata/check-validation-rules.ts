import type { Field } from '../schema.ts';
import type { PackageNames } from './package-names.ts';
import type { Problems } from './problems.ts';
import type { SourceFile, SourceTree } from './source-files.ts';
import { textOf, valueOf } from './xml.ts';

/** Names in a formula that belong to this package: fields, and what stands after a `$`. */
const REFERENCE = /(?<path>\$?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)/g;

/**
 * Rules name an existing object, fields and permissions.
 * Their formulas are read for names only: whether they hold for a row is not evaluated.
 */
export function checkValidationRules(tree: SourceTree, names: PackageNames, problems: Problems): void {
  for (const source of tree.byType.get('ValidationRule') ?? []) {
    for (const reason of ruleProblems(source, names)) problems.add(source.file, reason);
  }
}

function ruleProblems({ root, name, objectName = '' }: SourceFile, names: PackageNames): string[] {
  const problems = formulaProblems(valueOf(root, 'errorConditionFormula'), objectName, names);
  if (textOf(root, 'fullName') !== name) problems.push(`<fullName> is not the name of the file, ${name}`);
  if (!names.object(objectName)) problems.push(`there is no object ${objectName}`);
  const shown = textOf(root, 'errorDisplayField');
  if (shown !== undefined && !names.field(objectName, shown)) {
    problems.push(`<errorDisplayField> names ${objectName}.${shown}, which does not exist`);
  }
  if (valueOf(root, 'errorMessage').length > 255) problems.push('<errorMessage> is longer than 255 characters');
  return problems;
}

function formulaProblems(formula: string, objectName: string, names: PackageNames): string[] {
  const problems = new Set<string>();
  const bare = formula.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\*[\s\S]*?\*\//g, ' ');
  for (const match of bare.matchAll(REFERENCE)) {
    const path = match.groups?.['path'] ?? '';
    const missing = path.startsWith('$') ? missingGlobal(path, names) : missingField(path, objectName, names);
    if (missing !== undefined) problems.add(`the formula names ${missing}, which does not exist`);
  }
  return [...problems];
}

function missingGlobal(path: string, names: PackageNames): string | undefined {
  const [root, name = ''] = path.split('.');
  if (root === '$Permission' && !names.has('CustomPermission', name)) return path;
  if (root === '$Label' && !names.has('CustomLabel', name)) return path;
  if (root === '$User' && !names.field('User', name)) return path;
  return undefined;
}

/** Follows `Parent__r.Field__c`; words without a custom suffix or a dot are functions and constants, or standard fields. */
function missingField(path: string, objectName: string, names: PackageNames): string | undefined {
  const parts = path.split('.');
  if (parts.length === 1 && !path.endsWith('__c')) return undefined;
  let object: string | undefined = objectName;
  for (const [index, part] of parts.entries()) {
    if (object === undefined) return undefined;
    const last: boolean = index === parts.length - 1;
    const field: Field | undefined = last ? names.field(object, part) : referenceNamed(part, object, names);
    if (!field) return `${object}.${part}`;
    object = field.referenceTo.length === 1 ? field.referenceTo[0] : undefined;
  }
  return undefined;
}

function referenceNamed(relationship: string, objectName: string, names: PackageNames): Field | undefined {
  const fieldName = relationship.endsWith('__r') ? relationship.replace(/__r$/, '__c') : `${relationship}Id`;
  return names.field(objectName, fieldName);
}

import { compileCondition, FormulaError } from '../formula/index.ts';
import type { PackageNames } from './package-names.ts';
import type { Problems } from './problems.ts';
import type { SourceFile, SourceTree } from './source-files.ts';
import { textOf, valueOf } from './xml.ts';

/** Rules stand on an existing object, and their formulas could be evaluated: names, types and syntax hold together. */
export function checkValidationRules(tree: SourceTree, names: PackageNames, problems: Problems): void {
  for (const source of tree.byType.get('ValidationRule') ?? []) {
    for (const reason of ruleProblems(source, names)) problems.add(source.file, reason);
  }
}

function ruleProblems({ root, name, objectName = '' }: SourceFile, names: PackageNames): string[] {
  if (!names.object(objectName)) return [`there is no object ${objectName}`];
  const problems = formulaProblems(valueOf(root, 'errorConditionFormula'), objectName, names);
  if (textOf(root, 'fullName') !== name) problems.push(`<fullName> is not the name of the file, ${name}`);
  const shown = textOf(root, 'errorDisplayField');
  if (shown !== undefined && !names.field(objectName, shown)) {
    problems.push(`<errorDisplayField> names ${objectName}.${shown}, which does not exist`);
  }
  if (valueOf(root, 'errorMessage').length > 255) problems.push('<errorMessage> is longer than 255 characters');
  return problems;
}

function formulaProblems(formula: string, objectName: string, names: PackageNames): string[] {
  try {
    compileCondition(formula, objectName, {
      fields: (name) => names.fields(name),
      hasPermission: (name) => names.has('CustomPermission', name),
    });
    return [];
  } catch (error) {
    if (error instanceof FormulaError) return [`<errorConditionFormula>: ${error.message}`];
    throw error;
  }
}

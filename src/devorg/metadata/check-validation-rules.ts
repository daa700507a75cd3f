import { compileCondition, FormulaError } from '../formula/index.ts';
import type { PackageNames } from './package-names.ts';
import type { Problems } from './problems.ts';
import type { SourceFile, SourceTree } from './source-files.ts';
import { childOf, textOf, valueOf } from './xml.ts';

/** Rules stand on an existing object, and their formulas could be evaluated: names, types and syntax hold together. */
export function checkValidationRules(tree: SourceTree, names: PackageNames, problems: Problems): void {
  for (const source of tree.byType.get('ValidationRule') ?? []) {
    for (const { reason, tag } of ruleProblems(source, names)) {
      problems.add(source.file, reason, (childOf(source.root, tag) ?? source.root).line);
    }
  }
}

interface RuleProblem {
  readonly reason: string;
  /** The element that is wrong. */
  readonly tag: string;
}

function ruleProblems({ root, name, objectName = '' }: SourceFile, names: PackageNames): RuleProblem[] {
  if (!names.object(objectName)) return [{ reason: `there is no object ${objectName}`, tag: 'fullName' }];
  const formula = valueOf(root, 'errorConditionFormula');
  const problems = formulaProblems(formula, objectName, names).map((reason) => ({
    reason,
    tag: 'errorConditionFormula',
  }));
  const report = (tag: string, reason: string): number => problems.push({ reason, tag });
  if (textOf(root, 'fullName') !== name) report('fullName', `<fullName> is not the name of the file, ${name}`);
  const shown = textOf(root, 'errorDisplayField');
  if (shown !== undefined && !names.field(objectName, shown)) {
    report('errorDisplayField', `<errorDisplayField> names ${objectName}.${shown}, which does not exist`);
  }
  if (valueOf(root, 'errorMessage').length > 255) {
    report('errorMessage', '<errorMessage> is longer than 255 characters');
  }
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

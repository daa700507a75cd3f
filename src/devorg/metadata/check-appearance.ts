import type { PackageNames } from './package-names.ts';
import type { Problems } from './problems.ts';
import type { SourceFile, SourceTree } from './source-files.ts';
import { childrenOf, descendants, textOf, valueOf, type XmlElement } from './xml.ts';

/** Columns that list views know by other names than the fields'. */
const STANDARD_COLUMN = /^[A-Z][A-Z0-9_.]*$/;

/** Tabs, applications, list views, pages and layouts show only what exists. */
export function checkAppearance(tree: SourceTree, names: PackageNames, problems: Problems): void {
  const each = (type: string, check: (source: SourceFile, names: PackageNames) => string[]): void => {
    for (const source of tree.byType.get(type) ?? []) {
      for (const reason of new Set(check(source, names))) problems.add(source.file, reason);
    }
  };
  each('CustomTab', tabProblems);
  each('CustomApplication', applicationProblems);
  each('ListView', listViewProblems);
  each('FlexiPage', pageProblems);
  each('Layout', layoutProblems);
}

function tabProblems({ root, name }: SourceFile, names: PackageNames): string[] {
  const [page, component] = [textOf(root, 'flexiPage'), textOf(root, 'lwcComponent')];
  const problems: string[] = [];
  if (textOf(root, 'customObject') === 'true' && !names.object(name)) problems.push(`there is no object ${name}`);
  if (page !== undefined && !names.has('FlexiPage', page)) problems.push(`there is no page ${page}`);
  if (component !== undefined && !names.has('LightningComponentBundle', component)) {
    problems.push(`there is no component ${component}`);
  }
  return problems;
}

function applicationProblems({ root }: SourceFile, names: PackageNames): string[] {
  const problems = childrenOf(root, 'tabs')
    .map(({ text }) => text)
    .filter((tab) => !tab.startsWith('standard-') && !names.has('CustomTab', tab))
    .map((tab) => `there is no tab ${tab}`);
  const bar = textOf(root, 'utilityBar');
  return bar === undefined || names.has('FlexiPage', bar) ? problems : [...problems, `there is no page ${bar}`];
}

function listViewProblems({ root, name, objectName = '' }: SourceFile, names: PackageNames): string[] {
  const problems: string[] = [];
  if (textOf(root, 'fullName') !== name) problems.push(`<fullName> is not the name of the file, ${name}`);
  if (!names.object(objectName)) return [...problems, `there is no object ${objectName}`];
  const columns = childrenOf(root, 'columns').map(({ text }) => text);
  const filters = childrenOf(root, 'filters').map((filter) => valueOf(filter, 'field'));
  for (const column of [...columns, ...filters]) {
    if (!STANDARD_COLUMN.test(column) && !names.field(objectName, column)) {
      problems.push(`there is no field ${objectName}.${column}`);
    }
  }
  return problems;
}

function pageProblems({ root }: SourceFile, names: PackageNames): string[] {
  const objectName = textOf(root, 'sobjectType');
  const problems = objectName === undefined || names.object(objectName) ? [] : [`there is no object ${objectName}`];
  for (const element of descendants(root)) {
    const problem = componentProblem(element, names) ?? pageFieldProblem(element, objectName, names);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

function componentProblem({ name, text }: XmlElement, names: PackageNames): string | undefined {
  const component = name === 'componentName' ? /^(?:c:)?(\w+)$/.exec(text)?.[1] : undefined;
  if (component === undefined || names.has('LightningComponentBundle', component)) return undefined;
  return `there is no component ${component}`;
}

function pageFieldProblem(
  { name, text }: XmlElement,
  objectName: string | undefined,
  names: PackageNames,
): string | undefined {
  const field = name === 'fieldItem' ? /^Record\.(\w+)$/.exec(text)?.[1] : undefined;
  if (field === undefined || objectName === undefined || names.field(objectName, field)) return undefined;
  return `there is no field ${objectName}.${field}`;
}

function layoutProblems({ root, name }: SourceFile, names: PackageNames): string[] {
  const objectName = decodeURIComponent(name).split('-')[0] ?? '';
  if (!names.object(objectName)) return [`there is no object ${objectName}`];
  return childrenOf(root, 'layoutSections')
    .flatMap((section) => [...descendants(section)])
    .filter((element) => element.name === 'field' && !names.field(objectName, element.text))
    .map(({ text }) => `there is no field ${objectName}.${text}`);
}

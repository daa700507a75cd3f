import type { PackageModel } from './package-model.ts';
import type { PackageNames } from './package-names.ts';
import type { Problems } from './problems.ts';
import type { SourceFile, SourceTree } from './source-files.ts';
import { lineOfText, textOf } from './xml.ts';

/** Where fields point to, and that the lists they make on their parents have names of their own. */
export function checkFields(tree: SourceTree, model: PackageModel, names: PackageNames, problems: Problems): void {
  const lists = new Map<string, string>();
  for (const source of tree.byType.get('CustomField') ?? []) {
    const objectName = source.objectName ?? '';
    if (names.object(objectName) && !model.standardFields.has(objectName) && !isCustom(objectName, model)) {
      problems.add(source.file, `there is no object ${objectName}`);
    }
    checkTarget(source, names, problems);
    checkList(source, lists, problems);
    checkSummary(source, names, problems);
  }
}

function isCustom(objectName: string, model: PackageModel): boolean {
  return model.objects.some((object) => object.name === objectName);
}

function checkTarget({ root, file }: SourceFile, names: PackageNames, problems: Problems): void {
  const target = textOf(root, 'referenceTo');
  if (target === undefined) return;
  const line = lineOfText(root, target);
  if (!names.object(target)) {
    problems.add(file, `points to ${target}, which is no object of the org or the package`, line);
  }
  if (textOf(root, 'type') === 'MasterDetail' && target === 'User') problems.add(file, 'User cannot be a master', line);
}

function checkList({ root, file }: SourceFile, lists: Map<string, string>, problems: Problems): void {
  const [target, list] = [textOf(root, 'referenceTo'), textOf(root, 'relationshipName')];
  if (target === undefined || list === undefined) return;
  const key = `${target}.${list}`.toLowerCase();
  const other = lists.get(key);
  if (other !== undefined) {
    const reason = `duplicate <relationshipName> ${list} on ${target}, also in ${other}`;
    problems.add(file, reason, lineOfText(root, list));
  }
  lists.set(key, file);
}

function checkSummary({ root, file, objectName = '' }: SourceFile, names: PackageNames, problems: Problems): void {
  if (textOf(root, 'type') !== 'Summary') return;
  for (const tag of ['summaryForeignKey', 'summarizedField']) {
    const path = textOf(root, tag);
    if (path === undefined) continue;
    const [object = '', field = ''] = path.split('.');
    const found = names.field(object, field);
    const line = lineOfText(root, path);
    if (!found) problems.add(file, `<${tag}> names ${path}, which does not exist`, line);
    else if (tag === 'summaryForeignKey' && found.referenceTo[0] !== objectName) {
      problems.add(file, `<${tag}> ${path} does not point to ${objectName}`, line);
    }
  }
}

import { statSync } from 'node:fs';

import type { Field, SObject, ValidationRule } from '../schema.ts';
import { checkAppearance } from './check-appearance.ts';
import { checkFields } from './check-fields.ts';
import { checkPanels } from './check-panels.ts';
import { checkPermissionSets } from './check-permission-sets.ts';
import { checkValidationRules } from './check-validation-rules.ts';
import { customField } from './custom-field.ts';
import { customObject } from './custom-object.ts';
import { filesOfFolder, type PackageFile } from './package-file.ts';
import type { NamedSource, NotificationTypeSource, PackageModel } from './package-model.ts';
import { packageNames } from './package-names.ts';
import { permissionSetSource } from './permission-set-source.ts';
import { Problems } from './problems.ts';
import { readSourceTree, type SourceFile, type SourceTree } from './source-files.ts';
import { standardObjects } from './standard-objects/index.ts';
import { childrenOf, isTrue, textOf, valueOf } from './xml.ts';

/**
 * Reads a package's source (`force-app/main/default`) as a deploy would, and refuses what does not hold together.
 * @throws MetadataError with every problem, each with its file
 * @throws Error if there is no such folder
 */
export function readForceApp(folder: string): PackageModel {
  const problems = new Problems();
  const model = readModel(readFolder(folder), problems);
  problems.throwIfAny();
  return model;
}

/**
 * The files of a package's folder.
 * @throws Error if there is no such folder
 */
export function readFolder(folder: string): PackageFile[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`There is no folder ${folder}`);
  return filesOfFolder(folder);
}

/** What the files of a package say, and everything that does not hold together. */
export function readModel(files: readonly PackageFile[], problems: Problems): PackageModel {
  const tree = readSourceTree(files, problems);
  const fields = fieldsByObject(tree, problems);
  const objects = customObjects(tree, fields, problems);
  const model: PackageModel = {
    objects,
    standardFields: standardFields(tree, fields, problems),
    standardRules: standardRules(tree),
    withActivities: withActivities(tree),
    permissionSets: filesOf(tree, 'PermissionSet').map(permissionSetSource),
    customPermissions: filesOf(tree, 'CustomPermission').map((source) => namedSource(source, 'label')),
    notificationTypes: filesOf(tree, 'CustomNotificationType').map(notificationType),
    labels: labels(tree, problems),
  };
  const names = packageNames(tree, objects, model.standardFields);
  checkFields(tree, model, names, problems);
  checkValidationRules(tree, names, problems);
  checkPermissionSets(tree, model.permissionSets, names, problems);
  checkAppearance(tree, names, problems);
  checkPanels(tree, names, problems);
  return model;
}

function filesOf(tree: SourceTree, type: string): readonly SourceFile[] {
  return tree.byType.get(type) ?? [];
}

function fieldsByObject(tree: SourceTree, problems: Problems): Map<string, Field[]> {
  const fields = new Map<string, Field[]>();
  for (const source of filesOf(tree, 'CustomField')) {
    const objectName = source.objectName ?? '';
    fields.set(objectName, [...(fields.get(objectName) ?? []), customField(source, problems)]);
  }
  return fields;
}

function customObjects(tree: SourceTree, fields: ReadonlyMap<string, Field[]>, problems: Problems): SObject[] {
  return filesOf(tree, 'CustomObject')
    .filter(({ name }) => name.endsWith('__c'))
    .map((source) => {
      if (source.objectName !== source.name) {
        problems.add(source.file, `lies in the folder of ${source.objectName ?? 'no object'}`);
      }
      const rules = filesOf(tree, 'ValidationRule').filter(({ objectName }) => objectName === source.name);
      return customObject(source, fields.get(source.name) ?? [], rules.map(validationRule), problems);
    });
}

function standardFields(
  tree: SourceTree,
  fields: ReadonlyMap<string, Field[]>,
  problems: Problems,
): Map<string, readonly Field[]> {
  const ofStandard = new Map<string, readonly Field[]>();
  for (const [objectName, list] of fields) {
    // Fields of activities are fields of Task and Event both.
    const targets = objectName === 'Activity' ? ['Task', 'Event'] : [objectName];
    const known = standardObjects.filter((object) => targets.includes(object.name));
    for (const object of known) ofStandard.set(object.name, [...(ofStandard.get(object.name) ?? []), ...list]);
    if (known.length > 0) continue;
    const hasObject = filesOf(tree, 'CustomObject').some(({ name }) => name === objectName);
    for (const source of hasObject ? [] : filesOf(tree, 'CustomField')) {
      if (source.objectName === objectName) problems.add(source.file, `there is no object ${objectName}`);
    }
  }
  return ofStandard;
}

function standardRules(tree: SourceTree): Map<string, readonly ValidationRule[]> {
  const rules = new Map<string, readonly ValidationRule[]>();
  for (const source of filesOf(tree, 'ValidationRule')) {
    const { objectName = '' } = source;
    if (!objectName.endsWith('__c')) rules.set(objectName, [...(rules.get(objectName) ?? []), validationRule(source)]);
  }
  return rules;
}

function withActivities(tree: SourceTree): string[] {
  return filesOf(tree, 'CustomObject')
    .filter(({ root, name }) => name.endsWith('__c') && isTrue(root, 'enableActivities'))
    .map(({ name }) => name);
}

function validationRule({ root, name }: SourceFile): ValidationRule {
  const errorDisplayField = textOf(root, 'errorDisplayField');
  return {
    fullName: name,
    active: isTrue(root, 'active'),
    errorConditionFormula: valueOf(root, 'errorConditionFormula'),
    errorMessage: valueOf(root, 'errorMessage'),
    ...(errorDisplayField !== undefined && { errorDisplayField }),
  };
}

function namedSource({ root, name }: SourceFile, labelTag: string): NamedSource {
  const description = textOf(root, 'description');
  return { name, label: textOf(root, labelTag) ?? name, ...(description !== undefined && { description }) };
}

function notificationType(source: SourceFile): NotificationTypeSource {
  const desktop = isTrue(source.root, 'desktop');
  return { ...namedSource(source, 'masterLabel'), desktop, mobile: isTrue(source.root, 'mobile') };
}

function labels(tree: SourceTree, problems: Problems): Map<string, string> {
  const found = new Map<string, string>();
  for (const { root, file } of filesOf(tree, 'CustomLabels')) {
    for (const label of childrenOf(root, 'labels')) {
      const name = valueOf(label, 'fullName');
      if (found.has(name)) problems.add(file, `duplicate label ${name}`);
      for (const [tag, longest] of LONGEST_IN_LABEL) {
        if (valueOf(label, tag).length <= longest) continue;
        problems.add(file, `<${tag}> of label ${name} is longer than ${longest} characters`);
      }
      found.set(name, valueOf(label, 'value'));
    }
  }
  return found;
}

const LONGEST_IN_LABEL: readonly (readonly [tag: string, characters: number])[] = [
  ['value', 1000],
  ['shortDescription', 80],
];

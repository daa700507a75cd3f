import type { Field, SharingModel, SObject, ValidationRule } from '../schema.ts';
import { auditFields, deletedField, idField, lines, viewedFields } from './common-fields.ts';
import { makeField } from './make-field.ts';
import type { Problems } from './problems.ts';
import type { SourceFile } from './source-files.ts';
import { byName } from './standard-object.ts';
import { childOf, isTrue, textOf, valueOf, type XmlElement } from './xml.ts';

const NAME = /^[A-Za-z](?:_?[A-Za-z0-9])*__c$/;
const NEEDED = ['deploymentStatus', 'label', 'nameField', 'pluralLabel', 'sharingModel'];
const MOST_MASTERS = 2;
/** Where not all may edit everything, rows can be shared one by one. */
const SHARED: ReadonlySet<SharingModel> = new Set(['Private', 'Read']);

/** From open to closed: the outside default may not be more open than the inside one. */
const OPENNESS: readonly string[] = ['Private', 'Read', 'ReadWrite'];

/** A custom object from its file and its fields; without a key prefix, which the org gives out. */
export function customObject(
  source: SourceFile,
  fields: readonly Field[],
  validationRules: readonly ValidationRule[],
  problems: Problems,
): SObject {
  const { root, name, file } = source;
  if (!NAME.test(name)) problems.add(file, `${name} is no name for a custom object`);
  for (const tag of NEEDED) {
    if (!childOf(root, tag)) problems.add(file, `a custom object needs <${tag}>`);
  }
  const masters = fields.filter((field) => field.masterDetail !== undefined).sort(byOrder);
  const sharingModel = valueOf(root, 'sharingModel') as SharingModel;
  for (const reason of sharingProblems(root, sharingModel, masters)) problems.add(file, reason);
  const hasOwner = masters.length === 0;
  return {
    name,
    label: valueOf(root, 'label'),
    labelPlural: valueOf(root, 'pluralLabel'),
    keyPrefix: '',
    custom: true,
    sharingModel,
    parentFields: masters.map((field) => field.name),
    ...(hasOwner && SHARED.has(sharingModel) && { shareObject: name.replace(/__c$/, '__Share') }),
    createable: true,
    updateable: true,
    deletable: true,
    queryable: true,
    searchable: isTrue(root, 'enableSearch'),
    undeletable: true,
    hasOwner,
    fields: byName([...systemFields(root, hasOwner, file, problems), ...fields]),
    validationRules,
  };
}

function byOrder(one: Field, other: Field): number {
  return (one.masterDetail?.order ?? 0) - (other.masterDetail?.order ?? 0);
}

function sharingProblems(root: XmlElement, model: SharingModel, masters: readonly Field[]): string[] {
  const problems: string[] = [];
  if (masters.length > MOST_MASTERS)
    problems.push(`has ${masters.length} master-detail fields; ${MOST_MASTERS} are allowed`);
  if (masters.length > 0 && model !== 'ControlledByParent') {
    problems.push(
      `is a detail (${masters.map((field) => field.name).join(', ')}): <sharingModel> is ControlledByParent`,
    );
  }
  if (masters.length === 0 && model === 'ControlledByParent') {
    problems.push('<sharingModel> is ControlledByParent, but there is no master-detail field');
  }
  const outside = textOf(root, 'externalSharingModel');
  if (outside !== undefined && OPENNESS.indexOf(outside) > OPENNESS.indexOf(model)) {
    problems.push(`<externalSharingModel> ${outside} is more open than <sharingModel> ${model}`);
  }
  return problems;
}

function systemFields(root: XmlElement, hasOwner: boolean, file: string, problems: Problems): Field[] {
  return [
    idField('Record ID'),
    ...(hasOwner ? lines('OwnerId | Owner ID | ref(Group,User) Owner | required defaulted') : []),
    deletedField(),
    nameField(root, file, problems),
    ...auditFields(),
    ...(isTrue(root, 'enableActivities') ? lines('LastActivityDate | Last Activity Date | date | readonly') : []),
    ...viewedFields(),
  ];
}

function nameField(root: XmlElement, file: string, problems: Problems): Field {
  const element = childOf(root, 'nameField');
  const autoNumber = element !== undefined && textOf(element, 'type') === 'AutoNumber';
  const displayFormat = element && textOf(element, 'displayFormat');
  if (autoNumber && !/\{0+\}/.test(displayFormat ?? '')) {
    problems.add(file, 'an auto-number name needs a <displayFormat> with {0}');
  }
  return makeField({
    name: 'Name',
    label: (element && textOf(element, 'label')) ?? 'Name',
    type: 'string',
    length: 80,
    nameField: true,
    nillable: !autoNumber,
    createable: !autoNumber,
    updateable: !autoNumber,
    defaultedOnCreate: true,
    permissionable: false,
    ...(autoNumber && { autoNumber: { displayFormat: displayFormat ?? '{0}' } }),
  });
}

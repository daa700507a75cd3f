import type { SObject } from '../schema.ts';
import type { FieldPermissionSource, ObjectPermissionSource, PermissionSetSource } from './package-model.ts';
import type { PackageNames } from './package-names.ts';
import type { Problems } from './problems.ts';
import type { SourceFile, SourceTree } from './source-files.ts';
import { systemPermissions } from './standard-objects/system-permissions.ts';
import { childrenOf, lineOfText, valueOf } from './xml.ts';

/** Objects whose rights nobody grants one by one: they follow another object or a system permission. */
const WITHOUT_OBJECT_PERMISSIONS = /Share$|TeamMember$|^(?:Task|Event|User|UserRole|Profile|Group|GroupMember)$/;

const SYSTEM: ReadonlySet<string> = new Set(systemPermissions);

/** @param name what is wrong, as the file has it: the problem is told where it stands */
type Report = (reason: string, name: string) => void;

/** Permission sets name what exists and what can be granted, and no right without the one it needs. */
export function checkPermissionSets(
  tree: SourceTree,
  sets: readonly PermissionSetSource[],
  names: PackageNames,
  problems: Problems,
): void {
  for (const source of tree.byType.get('PermissionSet') ?? []) {
    const set = sets.find(({ name }) => name === source.name);
    const report: Report = (reason, name) => problems.add(source.file, reason, lineOfText(source.root, name));
    if (!set) continue;
    checkObjects(set, names, report);
    checkFieldPermissions(set, names, report);
    for (const name of set.userPermissions) {
      if (!SYSTEM.has(name)) report(`there is no user permission ${name}`, name);
    }
    for (const name of set.customPermissions) {
      if (!names.has('CustomPermission', name)) report(`there is no custom permission ${name}`, name);
    }
    checkShown(source, names, report);
  }
}

function checkObjects(set: PermissionSetSource, names: PackageNames, report: Report): void {
  for (const name of repeated(set.objects.map(({ object }) => object))) {
    report(`duplicate object permissions for ${name}`, name);
  }
  for (const permission of set.objects) {
    const object = names.object(permission.object);
    if (!object || WITHOUT_OBJECT_PERMISSIONS.test(object.name)) {
      report(`there is no object ${permission.object} that rights can be granted on`, permission.object);
      continue;
    }
    for (const [right, needed] of missingRights(permission)) {
      report(`${right} on ${permission.object} needs ${needed} on it`, permission.object);
    }
    if (permission.allowRead) checkMasters(set, object, report);
  }
}

function checkMasters(set: PermissionSetSource, object: SObject, report: Report): void {
  for (const field of object.fields.values()) {
    const master = field.masterDetail && field.referenceTo[0];
    if (master !== undefined && !set.objects.some(({ object: other, allowRead }) => other === master && allowRead)) {
      report(`allowRead on ${object.name} needs allowRead on its master ${master}`, object.name);
    }
  }
}

const NEEDS: readonly (readonly [keyof ObjectPermissionSource, readonly (keyof ObjectPermissionSource)[]])[] = [
  ['allowCreate', ['allowRead']],
  ['allowEdit', ['allowRead']],
  ['allowDelete', ['allowRead', 'allowEdit']],
  ['viewAllRecords', ['allowRead']],
  ['modifyAllRecords', ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords']],
];

function missingRights(permission: ObjectPermissionSource): [right: string, needed: string][] {
  return NEEDS.filter(([right]) => permission[right] === true).flatMap(([right, needed]) =>
    needed.filter((other) => permission[other] !== true).map((other): [string, string] => [right, other]),
  );
}

function checkFieldPermissions(set: PermissionSetSource, names: PackageNames, report: Report): void {
  const keys = set.fields.map(({ object, field }) => `${object}.${field}`);
  for (const name of repeated(keys)) report(`duplicate field permissions for ${name}`, name);
  for (const permission of set.fields) {
    const reason = fieldProblem(permission, names);
    if (reason !== undefined) report(reason, `${permission.object}.${permission.field}`);
  }
}

function fieldProblem(
  { object, field, readable, editable }: FieldPermissionSource,
  names: PackageNames,
): string | undefined {
  const found = names.field(object, field);
  if (!found) return `there is no field ${object}.${field}`;
  if (!found.permissionable) {
    return `${object}.${field} is a required, master-detail or system field: whoever reads the object reads it`;
  }
  const compound = [...(names.object(object)?.fields.values() ?? [])].find((other) => other.compound?.includes(field));
  if (compound) return `${object}.${field} is part of ${compound.name}: the permission names the whole`;
  return editable && !readable ? `${object}.${field} cannot be editable without being readable` : undefined;
}

function checkShown({ root }: SourceFile, names: PackageNames, report: Report): void {
  for (const element of childrenOf(root, 'tabSettings')) {
    const tab = valueOf(element, 'tab');
    if (!tab.startsWith('standard-') && !names.has('CustomTab', tab)) report(`there is no tab ${tab}`, tab);
  }
  for (const element of childrenOf(root, 'applicationVisibilities')) {
    const application = valueOf(element, 'application');
    if (!application.startsWith('standard__') && !names.has('CustomApplication', application)) {
      report(`there is no application ${application}`, application);
    }
  }
}

function repeated(names: readonly string[]): Set<string> {
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

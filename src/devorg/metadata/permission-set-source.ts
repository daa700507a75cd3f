import type { FieldPermissionSource, ObjectPermissionSource, PermissionSetSource } from './package-model.ts';
import type { SourceFile } from './source-files.ts';
import { childrenOf, isTrue, textOf, type XmlElement } from './xml.ts';

/** A permission set from its file. */
export function permissionSetSource({ root, name }: SourceFile): PermissionSetSource {
  const description = textOf(root, 'description');
  return {
    name,
    label: textOf(root, 'label') ?? name,
    ...(description !== undefined && { description }),
    objects: childrenOf(root, 'objectPermissions').map(objectPermission),
    fields: childrenOf(root, 'fieldPermissions').map(fieldPermission),
    userPermissions: enabledNames(root, 'userPermissions'),
    customPermissions: enabledNames(root, 'customPermissions'),
  };
}

function objectPermission(element: XmlElement): ObjectPermissionSource {
  return {
    object: textOf(element, 'object') ?? '',
    allowRead: isTrue(element, 'allowRead'),
    allowCreate: isTrue(element, 'allowCreate'),
    allowEdit: isTrue(element, 'allowEdit'),
    allowDelete: isTrue(element, 'allowDelete'),
    viewAllRecords: isTrue(element, 'viewAllRecords'),
    modifyAllRecords: isTrue(element, 'modifyAllRecords'),
  };
}

function fieldPermission(element: XmlElement): FieldPermissionSource {
  const [object = '', field = ''] = (textOf(element, 'field') ?? '').split('.');
  return { object, field, readable: isTrue(element, 'readable'), editable: isTrue(element, 'editable') };
}

function enabledNames(root: XmlElement, tag: string): string[] {
  return childrenOf(root, tag)
    .filter((element) => isTrue(element, 'enabled'))
    .map((element) => textOf(element, 'name') ?? '');
}

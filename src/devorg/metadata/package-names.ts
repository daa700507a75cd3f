import type { Field, SObject } from '../schema.ts';
import type { SourceTree } from './source-files.ts';
import { standardObjects } from './standard-objects/index.ts';
import { childrenOf, textOf } from './xml.ts';

/** Everything that a file of the package may refer to by name. */
export interface PackageNames {
  object(name: string): SObject | undefined;
  field(objectName: string, fieldName: string): Field | undefined;
  fields(objectName: string): readonly Field[];
  has(type: string, name: string): boolean;
}

/** The names of the platform and of the package together. */
export function packageNames(
  tree: SourceTree,
  customObjects: readonly SObject[],
  standardFields: ReadonlyMap<string, readonly Field[]>,
): PackageNames {
  const objects = new Map([...standardObjects, ...customObjects].map((object) => [object.name, object]));
  const names = new Set<string>();
  for (const [type, files] of tree.byType) for (const { name } of files) names.add(`${type} ${name}`);
  for (const { bundle } of tree.panels) names.add(`LightningComponentBundle ${bundle}`);
  for (const { root } of tree.byType.get('CustomLabels') ?? []) {
    for (const label of childrenOf(root, 'labels')) names.add(`CustomLabel ${textOf(label, 'fullName') ?? ''}`);
  }
  const fields = (objectName: string): Field[] => [
    ...(objects.get(objectName)?.fields.values() ?? []),
    ...(standardFields.get(objectName) ?? []),
  ];
  return {
    object: (name) => objects.get(name),
    field: (objectName, fieldName) => fields(objectName).find((field) => field.name === fieldName),
    fields,
    has: (type, name) => names.has(`${type} ${name}`),
  };
}

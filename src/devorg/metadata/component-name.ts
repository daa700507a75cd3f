import { type MetadataType, typeOfSuffix } from './metadata-types.ts';

/** What a file of a package belongs to, as the Metadata API names it: `CustomField` `Account.Rank__c`. */
export interface ComponentName {
  readonly type: string;
  readonly fullName: string;
}

const BUNDLES = 'lwc';
const META = /^(.+)\.([A-Za-z]+)-meta\.xml$/;

/** The component of a source file by its path; undefined for files that belong to none. */
export function componentOf(file: string): ComponentName | undefined {
  const parts = file.split('/');
  const bundle = bundleOf(parts);
  if (bundle !== undefined) return { type: 'LightningComponentBundle', fullName: bundle };
  const [, name = '', suffix = ''] = META.exec(parts.at(-1) ?? '') ?? [];
  const type = typeOfSuffix(suffix);
  if (type === undefined) return resourceOf(parts);
  const fullName = decoded(name);
  return { type: type.folderOf ?? type.name, fullName: placeOf(type, parts) + fullName };
}

/** What goes before the name: the object of a part of it, the folder of a report. */
function placeOf({ tag, folderSuffix }: MetadataType, parts: readonly string[]): string {
  if (tag !== undefined) return `${parts[parts.lastIndexOf('objects') + 1] ?? ''}.`;
  return folderSuffix === undefined ? '' : `${parts.at(-2) ?? ''}/`;
}

function bundleOf(parts: readonly string[]): string | undefined {
  const bundles = parts.lastIndexOf(BUNDLES);
  return bundles >= 0 && parts.length > bundles + 2 ? parts[bundles + 1] : undefined;
}

/** `CustomField Account.Rank__c`, without case as the platform compares names. */
export function keyOf({ type, fullName }: ComponentName): string {
  return `${type} ${fullName.toLowerCase()}`;
}

/** The content of a static resource: whatever lies beside its description. */
function resourceOf(parts: readonly string[]): ComponentName | undefined {
  const at = parts.lastIndexOf('staticresources');
  const file = at < 0 ? undefined : parts[at + 1];
  return file === undefined ? undefined : { type: 'StaticResource', fullName: file.replace(/\.[^.]*$/, '') };
}

/** Names in file names are written as in addresses: `Account-Account %28Sales%29 Layout`. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

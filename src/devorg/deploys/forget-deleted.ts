import { type ComponentName } from '../metadata/component-name.ts';
import type { PackageFile } from '../metadata/package-file.ts';
import { rootOf, withChildren } from '../metadata/package-source.ts';
import { valueOf, type XmlElement } from '../metadata/xml.ts';

/** Entries that go by themselves with what they name: the element, the element inside that holds the name, its type. */
const ENTRIES: Readonly<Record<string, readonly (readonly [tag: string, inner: string, type: string])[]>> = {
  permissionset: [
    ['objectPermissions', 'object', 'CustomObject'],
    ['fieldPermissions', 'field', 'CustomField'],
    ['customPermissions', 'name', 'CustomPermission'],
    ['tabSettings', 'tab', 'CustomTab'],
    ['applicationVisibilities', 'application', 'CustomApplication'],
  ],
  app: [['tabs', '', 'CustomTab']],
};

/** Takes out of permission sets and applications what is deleted, as the platform does. */
export function forgetDeleted(files: readonly PackageFile[], deleted: readonly ComponentName[]): PackageFile[] {
  if (deleted.length === 0) return [...files];
  const gone = new Set(deleted.map(({ type, fullName }) => `${type} ${fullName}`));
  const objects = new Set(deleted.filter(({ type }) => type === 'CustomObject').map(({ fullName }) => fullName));
  return files.map((file) => {
    const entries = ENTRIES[/\.([a-z]+)-meta\.xml$/.exec(file.path)?.[1] ?? ''];
    if (entries === undefined) return file;
    const root = rootOf(file);
    const kept = root.children.filter((element) => !names(element, entries, gone, objects));
    return kept.length === root.children.length ? file : withChildren(file, kept);
  });
}

function names(
  element: XmlElement,
  entries: readonly (readonly [tag: string, inner: string, type: string])[],
  gone: ReadonlySet<string>,
  objects: ReadonlySet<string>,
): boolean {
  const entry = entries.find(([tag]) => tag === element.name);
  if (entry === undefined) return false;
  const [, inner, type] = entry;
  const name = inner === '' ? element.text : valueOf(element, inner);
  return gone.has(`${type} ${name}`) || (type === 'CustomField' && objects.has(name.split('.')[0] ?? ''));
}

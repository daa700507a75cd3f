import { type ComponentName, componentOf, keyOf } from '../metadata/component-name.ts';
import { type MetadataType, objectParts, typeNamed } from '../metadata/metadata-types.ts';
import type { PackageFile } from '../metadata/package-file.ts';
import { isLabels, labelNames, rootOf } from '../metadata/package-source.ts';
import { writeMetadata } from '../metadata/write-xml.ts';
import type { XmlElement } from '../metadata/xml.ts';

/** A component of the org, with the file of a retrieved archive that holds it. */
export interface OutgoingComponent extends ComponentName {
  readonly fileName: string;
}

/** All components of these files, labels one by one too. */
export function outgoingComponents(files: readonly PackageFile[]): OutgoingComponent[] {
  const found = new Map<string, OutgoingComponent>();
  for (const file of files) {
    const name = componentOf(file.path);
    if (!name) continue;
    const fileName = fileNameOf(name, file);
    if (!found.has(keyOf(name))) found.set(keyOf(name), { ...name, fileName });
    for (const fullName of isLabels(file) ? labelNames(file) : []) {
      found.set(`label ${fullName}`, { type: 'CustomLabel', fullName, fileName });
    }
  }
  return [...found.values()];
}

/** Where a component lies in an archive of the Metadata API. */
function fileNameOf(name: ComponentName, { path }: PackageFile): string {
  const { type, fullName } = objectOf(name);
  if (type === 'CustomObject') return `objects/${fullName}.object`;
  const known = typeNamed(type);
  if (known?.folderSuffix !== undefined) return fileInFolder(known, fullName);
  const parts = path.split('/');
  const folder = known?.folder ?? '';
  if (type === 'LightningComponentBundle') return `${folder}/${parts.slice(-2).join('/')}`;
  const file = parts.at(-1) ?? '';
  return `${folder}/${known?.withMetaFile === true ? file : file.replace(/-meta\.xml$/, '')}`;
}

/** `reports/Sales/Won.report`, and the folder `reports/Sales-meta.xml`. */
function fileInFolder({ folder, suffix }: MetadataType, fullName: string): string {
  return `${folder}/${fullName}${fullName.includes('/') ? `.${suffix}` : '-meta.xml'}`;
}

/**
 * The files of an archive for some components, as the Metadata API hands them out: the parts of an object together in
 * the object's file.
 * @param isWanted which components; an object that is wanted comes with all its parts
 */
export function outgoingFiles(
  files: readonly PackageFile[],
  isWanted: (name: ComponentName) => boolean,
): Map<string, Buffer> {
  const archive = new Map<string, Buffer>();
  const objects = new Map<string, XmlElement[]>();
  for (const file of files) {
    const name = componentOf(file.path);
    if (!name || !(isWanted(name) || isWanted(objectOf(name)))) continue;
    const fileName = fileNameOf(name, file);
    if (objectOf(name).type !== 'CustomObject') archive.set(fileName, file.content);
    else objects.set(fileName, [...(objects.get(fileName) ?? []), ...elementsIn(file, name)]);
  }
  for (const [fileName, children] of objects) {
    const sorted = children.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    archive.set(fileName, Buffer.from(writeMetadata({ name: 'CustomObject', text: '', children: sorted })));
  }
  return archive;
}

/** What a file brings to the file of its object: the object's own elements, or one for the part. */
function elementsIn(file: PackageFile, { type }: ComponentName): readonly XmlElement[] {
  const root = rootOf(file);
  const tag = objectParts.find(({ name }) => name === type)?.tag;
  return tag === undefined ? root.children : [{ ...root, name: tag }];
}

/** The object that a part belongs to; anything else itself. */
function objectOf(name: ComponentName): ComponentName {
  if (!objectParts.some(({ name: type }) => type === name.type)) return name;
  return { type: 'CustomObject', fullName: name.fullName.split('.')[0] ?? '' };
}

import { type ComponentName, componentOf, keyOf } from '../metadata/component-name.ts';
import { type MetadataType, metadataTypes, objectParts, typeNamed } from '../metadata/metadata-types.ts';
import type { PackageFile } from '../metadata/package-file.ts';
import { writeMetadata } from '../metadata/write-xml.ts';
import { childrenOf, parseXml, valueOf, type XmlElement } from '../metadata/xml.ts';
import { lists, type Manifest, namedIn, readManifest } from './manifest.ts';
import { type ZipFiles } from './zip.ts';

/** A component that a deploy brings, with the file of the archive that holds it. */
export interface IncomingComponent extends ComponentName {
  readonly fileName: string;
}

/** Something in the archive that cannot be deployed as it is. */
export interface IncomingProblem extends IncomingComponent {
  readonly reason: string;
  readonly line?: number;
}

/** What an archive of the Metadata API holds, taken apart into source files. */
export interface Incoming {
  readonly components: readonly IncomingComponent[];
  readonly files: readonly PackageFile[];
  /** What goes before anything is added, and after. */
  readonly deletedBefore: readonly ComponentName[];
  readonly deletedAfter: readonly ComponentName[];
  readonly problems: readonly IncomingProblem[];
}

interface Taken {
  readonly components: IncomingComponent[];
  readonly files: PackageFile[];
  readonly problems: IncomingProblem[];
}

const MANIFEST = 'package.xml';

/**
 * Takes an archive apart: objects into their parts, everything else by its folder.
 * @param archive paths inside the package, without the folder that may stand around them
 */
export function takeApart(archive: ZipFiles): Incoming {
  const taken: Taken = { components: [], files: [], problems: [] };
  const manifest = manifestOf(archive, taken.problems);
  for (const [path, content] of archive) {
    if (path === MANIFEST || /^destructiveChanges(?:Pre|Post)?\.xml$/.test(path)) continue;
    takeFile(taken, manifest, path, content);
  }
  if (manifest) taken.problems.push(...absent(manifest, taken.components));
  return {
    ...taken,
    components: unique(taken.components),
    deletedBefore: ['destructiveChangesPre.xml', 'destructiveChanges.xml'].flatMap((path) =>
      deletions(archive, path, taken.problems),
    ),
    deletedAfter: deletions(archive, 'destructiveChangesPost.xml', taken.problems),
  };
}

function manifestOf(archive: ZipFiles, problems: IncomingProblem[]): Manifest | undefined {
  const text = archive.get(MANIFEST);
  if (text === undefined) {
    problems.push(inManifest(MANIFEST, 'No package.xml found'));
    return undefined;
  }
  const manifest = readOrReport(text, MANIFEST, problems);
  for (const { name, line } of manifest?.types ?? []) {
    if (typeNamed(name) ?? IMPLIED.has(name)) continue;
    problems.push(inManifest(MANIFEST, `Unknown type name '${name}' specified in package.xml`, line));
  }
  return manifest;
}

/** Types that are parts of a file and listed for themselves by some tools. */
const IMPLIED = new Set(['CustomLabel']);

function readOrReport(text: Buffer, path: string, problems: IncomingProblem[]): Manifest | undefined {
  try {
    return readManifest(text.toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(inManifest(path, `Error parsing ${path}: ${reason}`, Number(/^line (\d+)/.exec(reason)?.[1] ?? 1)));
    return undefined;
  }
}

function inManifest(path: string, reason: string, line?: number): IncomingProblem {
  return { type: '', fullName: path, fileName: path, reason, ...(line !== undefined && { line }) };
}

function deletions(archive: ZipFiles, path: string, problems: IncomingProblem[]): ComponentName[] {
  const text = archive.get(path);
  const manifest = text && readOrReport(text, path, problems);
  if (!manifest) return [];
  for (const { name, members, line } of manifest.types) {
    if (!typeNamed(name) && !IMPLIED.has(name)) {
      problems.push(inManifest(path, `Unknown type name '${name}' specified in ${path}`, line));
    }
    if (members.includes('*')) problems.push(inManifest(path, `Wildcards cannot be deleted: ${name}`, line));
  }
  return namedIn(manifest);
}

function takeFile(taken: Taken, manifest: Manifest | undefined, path: string, content: Buffer): void {
  const [folder = ''] = path.split('/');
  const type = metadataTypes.find((one) => one.folder === folder);
  if (type === undefined) {
    taken.problems.push(inManifest(path, `Entity of an unknown type in the folder ${folder}`));
  } else if (type.name === 'CustomObject') takeObject(taken, manifest, path, content);
  else {
    const sourcePath = sourcePathOf(path, type);
    const name = componentOf(sourcePath);
    if (name === undefined) {
      taken.problems.push(inManifest(path, `The file does not end in .${type.suffix}`));
      return;
    }
    take(taken, manifest, { ...name, fileName: path }, { path: sourcePath, content });
  }
}

/**
 * `permissionsets/X.permissionset` in an archive is `permissionsets/X.permissionset-meta.xml` in source, and the folder
 * `reports/X-meta.xml` is `reports/X.reportFolder-meta.xml`.
 */
function sourcePathOf(path: string, { suffix, withMetaFile, folderSuffix }: MetadataType): string {
  const isFolder = folderSuffix !== undefined && /^\w+\/[^/.]+-meta\.xml$/.test(path);
  if (isFolder) return path.replace(/-meta\.xml$/, `.${folderSuffix}-meta.xml`);
  return suffix === '' || withMetaFile === true || path.endsWith('-meta.xml') ? path : `${path}-meta.xml`;
}

function take(taken: Taken, manifest: Manifest | undefined, component: IncomingComponent, file: PackageFile): void {
  if (manifest && !lists(manifest, component)) {
    taken.problems.push({ ...component, reason: `${component.type} ${component.fullName} is not in package.xml` });
    return;
  }
  taken.components.push(component);
  taken.files.push(file);
}

/** An object's file holds what the object is and, one by one, its parts; either may be missing. */
function takeObject(taken: Taken, manifest: Manifest | undefined, path: string, content: Buffer): void {
  const object = path.slice('objects/'.length).replace(/\.object$/, '');
  let root: XmlElement;
  try {
    root = parseXml(content.toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const line = Number(/^line (\d+)/.exec(reason)?.[1] ?? 1);
    taken.problems.push({ type: 'CustomObject', fullName: object, fileName: path, reason, line });
    return;
  }
  const folder = `objects/${object}`;
  const own = root.children.filter(({ name }) => !objectParts.some(({ tag }) => tag === name));
  if (own.some(({ name }) => name !== 'fullName')) {
    const component = { type: 'CustomObject', fullName: object, fileName: path };
    take(taken, manifest, component, fileOf(`${folder}/${object}.object-meta.xml`, { ...root, children: own }));
  }
  for (const { name: type, tag = '', folder: inner, suffix } of objectParts) {
    for (const part of childrenOf(root, tag)) {
      const name = valueOf(part, 'fullName');
      const component = { type, fullName: `${object}.${name}`, fileName: path };
      take(
        taken,
        manifest,
        component,
        fileOf(`${folder}/${inner}/${name}.${suffix}-meta.xml`, { ...part, name: type }),
      );
    }
  }
}

function fileOf(path: string, root: XmlElement): PackageFile {
  return { path, content: Buffer.from(writeMetadata(root)), root };
}

function absent(manifest: Manifest, components: readonly ComponentName[]): IncomingProblem[] {
  const present = new Set(components.map(keyOf));
  return manifest.types.flatMap(({ name, members, line }) => {
    if (!typeNamed(name)) return [];
    return members
      .filter((member) => member !== '*' && !present.has(keyOf({ type: name, fullName: member })))
      .filter((member) => name !== 'CustomObject' || !hasParts(components, member))
      .map((member) => {
        const reason = `An object '${member}' of type ${name} was named in package.xml, but was not found in zipped directory`;
        return { type: name, fullName: member, fileName: MANIFEST, reason, line };
      });
  });
}

/** A standard object is named for its parts alone. */
function hasParts(components: readonly ComponentName[], object: string): boolean {
  return components.some(({ fullName }) => fullName.toLowerCase().startsWith(`${object.toLowerCase()}.`));
}

function unique(components: readonly IncomingComponent[]): IncomingComponent[] {
  const byKey = new Map<string, IncomingComponent>();
  for (const component of components) if (!byKey.has(keyOf(component))) byKey.set(keyOf(component), component);
  return [...byKey.values()];
}

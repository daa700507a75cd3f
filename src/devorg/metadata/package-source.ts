import { type ComponentName, componentOf, keyOf } from './component-name.ts';
import { objectParts } from './metadata-types.ts';
import type { PackageFile } from './package-file.ts';
import { writeMetadata } from './write-xml.ts';
import { childrenOf, parseXml, valueOf, type XmlElement } from './xml.ts';

/**
 * Files of a package with others added: a component that comes replaces the one that is there, all its files. Labels are
 * one file and many things: those that do not come stay.
 */
export function withFiles(base: readonly PackageFile[], added: readonly PackageFile[]): PackageFile[] {
  const coming = new Set(added.map(({ path }) => keyAt(path)));
  const kept = base.filter(({ path }) => !coming.has(keyAt(path)));
  return [...kept, ...added.map((file) => (isLabels(file) ? withOtherLabels(base, file) : file))];
}

/** Files of a package without those of some components. */
export function withoutComponents(base: readonly PackageFile[], names: readonly ComponentName[]): PackageFile[] {
  const gone = new Set(names.map(keyOf));
  const objects = new Set(
    names.filter(({ type }) => type === 'CustomObject').map(({ fullName }) => fullName.toLowerCase()),
  );
  const labels = names.filter(({ type }) => type === 'CustomLabel').map(({ fullName }) => fullName);
  return base
    .filter(({ path }) => {
      const name = componentOf(path);
      if (name === undefined) return true;
      return !gone.has(keyOf(name)) && !objects.has(objectBehind(name));
    })
    .map((file) => (isLabels(file) && labels.length > 0 ? withoutLabels(file, labels) : file));
}

/** The object with which a part of it, or a layout, goes away. */
function objectBehind({ type, fullName }: ComponentName): string {
  if (type === 'Layout') return fullName.split('-')[0]?.toLowerCase() ?? '';
  return objectParts.some(({ name }) => name === type) ? (fullName.split('.')[0]?.toLowerCase() ?? '') : '';
}

/** The components of a package's files. */
export function componentsOf(files: readonly PackageFile[]): Map<string, ComponentName> {
  const found = new Map<string, ComponentName>();
  for (const { path } of files) {
    const name = componentOf(path);
    if (name) found.set(keyOf(name), name);
  }
  return found;
}

/** The labels in a file of labels, by name. */
export function labelNames(file: PackageFile): string[] {
  return childrenOf(rootOf(file), 'labels').map((label) => valueOf(label, 'fullName'));
}

export function isLabels({ path }: PackageFile): boolean {
  return path.endsWith('.labels-meta.xml');
}

function keyAt(path: string): string {
  const name = componentOf(path);
  return name ? keyOf(name) : path;
}

function withOtherLabels(base: readonly PackageFile[], file: PackageFile): PackageFile {
  const before = base.find((one) => keyAt(one.path) === keyAt(file.path));
  if (before === undefined || !isReadable(file)) return file;
  const names = new Set(labelNames(file));
  const others = childrenOf(rootOf(before), 'labels').filter((label) => !names.has(valueOf(label, 'fullName')));
  return others.length === 0 ? file : withChildren(file, [...rootOf(file).children, ...others]);
}

function withoutLabels(file: PackageFile, names: readonly string[]): PackageFile {
  return withChildren(
    file,
    rootOf(file).children.filter((label) => !names.includes(valueOf(label, 'fullName'))),
  );
}

/** The same file with other children in its root. */
export function withChildren(file: PackageFile, children: readonly XmlElement[]): PackageFile {
  const root = { ...rootOf(file), children };
  return { path: file.path, content: Buffer.from(writeMetadata(root)), root };
}

/** The root element of a metadata file. */
export function rootOf(file: PackageFile): XmlElement {
  return file.root ?? parseXml(file.content.toString('utf8'));
}

function isReadable(file: PackageFile): boolean {
  try {
    rootOf(file);
    return true;
  } catch {
    // What is wrong with it is told where the package is read.
    return false;
  }
}

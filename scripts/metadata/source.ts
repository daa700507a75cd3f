import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import { XMLParser } from 'fast-xml-parser';

/** Something that a deploy would refuse, or that we promised and did not keep. */
export interface Problem {
  readonly file: string;
  readonly reason: string;
}

/** Every element is a list, so that one and many read alike; leaves are texts. */
export interface XmlNode {
  readonly [element: string]: readonly (XmlNode | string)[] | undefined;
}

export interface SourceFile {
  /** From the package's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface MetadataFile extends SourceFile {
  /** `CustomField`, `PermissionSet` … */
  readonly type: string;
  /** The last part of the path without endings: `Band__c`. */
  readonly name: string;
  readonly content: XmlNode;
}

export interface PackageSource {
  readonly metadata: readonly MetadataFile[];
  /** Scripts, templates and styles of the components, tests left out. */
  readonly code: readonly SourceFile[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/** The files of a package's source folder (`force-app/main/default`), in the order of their paths. */
export function readFiles(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(folder, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
    .sort((one, other) => one.path.localeCompare(other.path));
}

/** Sorts the files of a package by what they are, and reads the XML among them. */
export function toSource(files: readonly SourceFile[]): PackageSource {
  return {
    metadata: files.filter((file) => file.path.endsWith('-meta.xml')).map(toMetadata),
    code: files.filter((file) => /^lwc\/.*\.(js|html|css)$/.test(file.path) && !file.path.includes('__tests__')),
  };
}

function toMetadata(file: SourceFile): MetadataFile {
  const parsed = parser.parse(file.text) as XmlNode;
  const type = Object.keys(parsed).find((element) => !element.startsWith('?') && element !== '#text') ?? '';
  const name = file.path.replace(/^.*\//, '').replace(/\.[\w]+-meta\.xml$/, '');
  return { ...file, type, name, content: nodesAt({ root: parsed[type] }, 'root')[0] ?? {} };
}

/** Elements with elements inside. */
export function nodesAt(node: XmlNode, element: string): readonly XmlNode[] {
  return (node[element] ?? []).filter((child): child is XmlNode => typeof child !== 'string');
}

/** Texts of leaf elements, however deep: `textsAt(set, 'fieldPermissions', 'field')`. */
export function textsAt(node: XmlNode, ...path: readonly string[]): readonly string[] {
  const [element = '', ...rest] = path;
  if (rest.length > 0) return nodesAt(node, element).flatMap((child) => textsAt(child, ...rest));
  return (node[element] ?? []).filter((child): child is string => typeof child === 'string');
}

/** The first text of a leaf element. */
export function textAt(node: XmlNode, element: string): string | undefined {
  return textsAt(node, element)[0];
}

/** The folder under `objects/` that a file lies in. */
export function objectOf(file: SourceFile): string {
  return file.path.split('/')[1] ?? '';
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Problems } from './problems.ts';
import { checkShape } from './shape.ts';
import { shapes } from './shapes.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** A metadata file, read and compared with the shape of its type. */
export interface SourceFile {
  /** Path inside the package, with forward slashes. */
  readonly file: string;
  /** `Account.Baton_Rank__c` has the name `Baton_Rank__c`. */
  readonly name: string;
  /** The object whose folder it lies in, for fields, rules and list views. */
  readonly objectName: string | undefined;
  readonly root: XmlElement;
}

/** A file of a panel; looked at only for what it refers to. */
interface PanelFile {
  readonly file: string;
  readonly bundle: string;
  readonly text: string;
}

export interface SourceTree {
  readonly byType: ReadonlyMap<string, readonly SourceFile[]>;
  readonly panels: readonly PanelFile[];
}

/** File suffix and root element of the types that can be in a package. Types without a shape are parsed only. */
const TYPE_OF_SUFFIX: Readonly<Record<string, string>> = {
  object: 'CustomObject',
  field: 'CustomField',
  validationRule: 'ValidationRule',
  listView: 'ListView',
  permissionset: 'PermissionSet',
  customPermission: 'CustomPermission',
  labels: 'CustomLabels',
  notiftype: 'CustomNotificationType',
  tab: 'CustomTab',
  app: 'CustomApplication',
  flexipage: 'FlexiPage',
  layout: 'Layout',
  quickAction: 'QuickAction',
  compactLayout: 'CompactLayout',
  resource: 'StaticResource',
  'js-meta.xml': 'LightningComponentBundle',
};

const META = /^(.+)\.([A-Za-z]+)-meta\.xml$/;

/** Reads all metadata files under a folder, whatever folders they are sorted into. */
export function readSourceTree(folder: string, problems: Problems): SourceTree {
  const byType = new Map<string, SourceFile[]>();
  const panels: PanelFile[] = [];
  for (const file of filesUnder(folder, '')) {
    const full = path.join(folder, file);
    const parts = file.split('/');
    const lwc = parts.indexOf('lwc');
    if (lwc >= 0) {
      if (!parts.includes('__tests__') && /\.(?:js|html)$/.test(file)) {
        panels.push({ file, bundle: parts[lwc + 1] ?? '', text: readFileSync(full, 'utf8') });
      }
      continue;
    }
    if (!file.endsWith('-meta.xml')) continue;
    const source = readSource(file, readFileSync(full, 'utf8'), problems);
    if (!source) continue;
    byType.set(source.root.name, [...(byType.get(source.root.name) ?? []), source]);
  }
  refuseDuplicates(byType, problems);
  return { byType, panels };
}

function filesUnder(root: string, inside: string): string[] {
  return readdirSync(path.join(root, inside), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const file = inside === '' ? entry.name : `${inside}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(root, file) : [file];
    });
}

function readSource(file: string, text: string, problems: Problems): SourceFile | undefined {
  const parts = file.split('/');
  const [, name = '', suffix = ''] = META.exec(parts.at(-1) ?? '') ?? [];
  const type = TYPE_OF_SUFFIX[suffix];
  if (type === undefined) {
    problems.add(file, `unknown kind of metadata: .${suffix}-meta.xml`);
    return undefined;
  }
  const root = readRoot(file, text, type, problems);
  if (!root) return undefined;
  const shape = shapes[type];
  if (shape) checkShape(root, shape, file, problems);
  const objects = parts.indexOf('objects');
  return { file, name, root, objectName: objects < 0 ? undefined : parts[objects + 1] };
}

function readRoot(file: string, text: string, type: string, problems: Problems): XmlElement | undefined {
  try {
    const root = parseXml(text);
    if (root.name === type) return root;
    problems.add(file, `holds <${root.name}> where <${type}> belongs`);
  } catch (error) {
    problems.add(file, `not well-formed, ${error instanceof Error ? error.message : String(error)}`);
  }
  return undefined;
}

function refuseDuplicates(byType: ReadonlyMap<string, readonly SourceFile[]>, problems: Problems): void {
  for (const [type, files] of byType) {
    const first = new Map<string, string>();
    for (const { file, name, objectName } of files) {
      const key = `${objectName ?? ''}.${name}`.toLowerCase();
      const other = first.get(key);
      if (other !== undefined) problems.add(file, `duplicate ${type} ${name}, also in ${other}`);
      else first.set(key, file);
    }
  }
}

import { typeOfSuffix } from './metadata-types.ts';
import type { PackageFile } from './package-file.ts';
import type { Problems } from './problems.ts';
import { checkShape } from './shape.ts';
import { shapes } from './shapes.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** A metadata file, read and compared with the shape of its type. */
export interface SourceFile {
  /** Path inside the package, with forward slashes. */
  readonly file: string;
  readonly type: string;
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

const META = /^(.+)\.([A-Za-z]+)-meta\.xml$/;

/** Reads the metadata files of a package, whatever folders they are sorted into. */
export function readSourceTree(files: readonly PackageFile[], problems: Problems): SourceTree {
  const byType = new Map<string, SourceFile[]>();
  const panels: PanelFile[] = [];
  for (const file of files) {
    const parts = file.path.split('/');
    const lwc = parts.lastIndexOf('lwc');
    if (lwc >= 0) {
      if (!parts.includes('__tests__') && /\.(?:js|html)$/.test(file.path)) {
        panels.push({ file: file.path, bundle: parts[lwc + 1] ?? '', text: file.content.toString('utf8') });
      }
      continue;
    }
    if (!file.path.endsWith('-meta.xml')) continue;
    const source = readSource(file, problems);
    if (!source) continue;
    byType.set(source.type, [...(byType.get(source.type) ?? []), source]);
  }
  refuseDuplicates(byType, problems);
  return { byType, panels };
}

function readSource(source: PackageFile, problems: Problems): SourceFile | undefined {
  const file = source.path;
  const parts = file.split('/');
  const [, name = '', suffix = ''] = META.exec(parts.at(-1) ?? '') ?? [];
  const type = typeOfSuffix(suffix)?.name;
  if (type === undefined) {
    problems.add(file, `unknown kind of metadata: .${suffix}-meta.xml`);
    return undefined;
  }
  const root = readRoot(source, type, problems);
  if (!root) return undefined;
  const shape = shapes[type];
  if (shape) checkShape(root, shape, file, problems);
  const objects = parts.lastIndexOf('objects');
  return { file, type, name, root, objectName: objects < 0 ? undefined : parts[objects + 1] };
}

function readRoot(source: PackageFile, type: string, problems: Problems): XmlElement | undefined {
  const file = source.path;
  try {
    const root = source.root ?? parseXml(source.content.toString('utf8'));
    if (isRootOf(type, root.name)) return root;
    problems.add(file, `holds <${root.name}> where <${type}> belongs`, root.line);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    problems.add(file, `not well-formed, ${message}`, Number(/^line (\d+)/.exec(message)?.[1] ?? 1));
  }
  return undefined;
}

/** Settings have a root for each kind: `SharingSettings`, `NotificationsSettings`. */
function isRootOf(type: string, root: string): boolean {
  return type === 'Settings' ? root.endsWith('Settings') : root === type;
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

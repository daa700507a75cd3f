import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { XmlElement } from './xml.ts';

/** A file of a package, as it lies in the source folder of a project. */
export interface PackageFile {
  /** Path inside the package, with forward slashes. */
  readonly path: string;
  readonly content: Buffer;
  /** Already read, with the lines of the file it came from. */
  readonly root?: XmlElement;
}

/** All files under a folder, in the order of their paths. */
export function filesOfFolder(folder: string): PackageFile[] {
  return pathsUnder(folder, '').map((file) => ({ path: file, content: readFileSync(path.join(folder, file)) }));
}

function pathsUnder(root: string, inside: string): string[] {
  return readdirSync(path.join(root, inside), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const file = inside === '' ? entry.name : `${inside}/${entry.name}`;
      return entry.isDirectory() ? pathsUnder(root, file) : [file];
    });
}

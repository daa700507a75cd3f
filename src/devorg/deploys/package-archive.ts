import { ApiError } from '../api-error.ts';
import { readZip, type ZipFiles } from './zip.ts';

/**
 * The files of an uploaded package, by their paths inside it.
 * @param singlePackage false: a folder may stand around it, as older tools pack
 * @throws ApiError where the upload is no archive
 */
export function readPackageArchive(bytes: Buffer, singlePackage: boolean): ZipFiles {
  const files = unzip(bytes);
  if (files.has('package.xml') || singlePackage) return files;
  const [first = ''] = files.keys();
  const folder = `${first.split('/')[0] ?? ''}/`;
  if (!files.has(`${folder}package.xml`)) return files;
  const inside = [...files].filter(([path]) => path.startsWith(folder));
  return new Map(inside.map(([path, content]) => [path.slice(folder.length), content]));
}

function unzip(bytes: Buffer): ZipFiles {
  try {
    return readZip(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ApiError(400, 'INVALID_ZIP_FILE', `The uploaded file cannot be unpacked: ${reason}`);
  }
}

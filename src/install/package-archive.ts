import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';

import type * as Sdr from '@salesforce/source-deploy-retrieve';
import type JSZip from 'jszip';

import { setForLibraries } from '../config/library-environment.ts';
import { InstallError } from './install-errors.ts';

/** One piece of metadata: `CustomObject` `Baton_Handoff__c`. */
export interface Component {
  readonly type: string;
  readonly name: string;
}

/** A set of metadata, ready to be sent. */
export interface PackageArchive {
  readonly zip: Buffer;
  /** What is in it, sorted by type and name. */
  readonly components: readonly Component[];
  /** Changes when any file of it changes. */
  readonly fingerprint: string;
}

/** A file in metadata form, with its path in the archive. */
export interface ArchiveFile {
  readonly path: string;
  readonly text: string;
}

/** Loaded only here, since it takes time that the service does not have. */
async function loadSdr(): Promise<typeof Sdr> {
  setForLibraries({ SF_DISABLE_LOG_FILE: 'true', SF_DISABLE_TELEMETRY: 'true' });
  return import('@salesforce/source-deploy-retrieve');
}

function byTypeAndName(one: Component, other: Component): number {
  return one.type.localeCompare(other.type) || one.name.localeCompare(other.name);
}

/**
 * Reads the package's source and packs it as the Metadata API wants it.
 * @param folder `force-app`
 * @throws InstallError `INSTALL_NO_PACKAGE`
 */
export async function packSource(folder: string, apiVersion: string): Promise<PackageArchive> {
  const source = await readSource(folder);
  const { MetadataConverter } = await loadSdr();
  source.sourceApiVersion = apiVersion;
  source.apiVersion = apiVersion;
  const components = [...source.getSourceComponents()]
    .map((component) => ({ type: component.type.name, name: component.fullName }))
    .sort(byTypeAndName);
  const { zipBuffer } = await new MetadataConverter().convert(source, 'metadata', { type: 'zip' });
  if (zipBuffer === undefined) throw new TypeError('the package could not be packed');
  const { default: Zip } = await import('jszip');
  const zip = await Zip.loadAsync(zipBuffer);
  return { zip: zipBuffer, components, fingerprint: await fingerprintOf(zip) };
}

/** What goes with an object when it is deleted, or can not be deleted by itself. */
const goesAlong = new Set(['Layout', 'CustomLabels']);

/**
 * What has to be named to take the package out of an org again: labels one by one, and nothing that goes by itself.
 * @throws InstallError `INSTALL_NO_PACKAGE`
 */
export async function removableComponents(folder: string): Promise<readonly Component[]> {
  const source = await readSource(folder);
  return (
    [...source.getSourceComponents()]
      .flatMap((component) => (component.type.name === 'CustomLabels' ? component.getChildren() : [component]))
      // A folder is named as one of the things that it holds.
      .map((component) => ({ type: component.type.name.replace(/Folder$/, ''), name: component.fullName }))
      .filter(({ type }) => !goesAlong.has(type))
      .sort(byTypeAndName)
  );
}

async function readSource(folder: string): Promise<Sdr.ComponentSet> {
  if (!existsSync(folder)) {
    throw new InstallError('INSTALL_NO_PACKAGE', `The package is not in the folder ${folder}.`, {
      actions: ['Start the command in the folder of Baton, or name the package with --force-app.'],
    });
  }
  const { ComponentSet } = await loadSdr();
  return ComponentSet.fromSource(folder);
}

/** Packs files that are in metadata form already. */
export async function packFiles(
  files: readonly ArchiveFile[],
  components: readonly Component[],
): Promise<PackageArchive> {
  const { default: Zip } = await import('jszip');
  const zip = new Zip();
  for (const { path, text } of files) zip.file(path, text);
  return {
    zip: await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }),
    components: [...components].sort(byTypeAndName),
    fingerprint: await fingerprintOf(zip),
  };
}

/** By content: a zip differs each time, since it carries dates. */
async function fingerprintOf(zip: JSZip): Promise<string> {
  const hash = createHash('sha256');
  for (const name of Object.keys(zip.files).sort()) {
    const file = zip.files[name];
    if (file === undefined || file.dir) continue;
    hash.update(`${name}\n`).update(await file.async('nodebuffer'));
  }
  return hash.digest('hex');
}

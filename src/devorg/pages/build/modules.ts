import { existsSync, readdirSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** A name that components import, and the file that answers to it here. */
export interface ModuleAlias {
  readonly name: string;
  readonly path: string;
}

const PLATFORM_FOLDER = join(import.meta.dirname, '../platform');

/** Components of the demo's own pages live here, as `demo/name`. */
export const DEMO_FOLDER = join(import.meta.dirname, '../components');

/** What the platform brings and the base components' package lacks: our own small adapters. */
const PLATFORM: readonly ModuleAlias[] = [
  ...['graphql', 'navigation', 'pageReferenceUtils', 'platformShowToastEvent', 'uiRecordApi'],
].map((name) => ({ name: `lightning/${name}`, path: join(PLATFORM_FOLDER, `${name}.js`) }));

/** The package's real component files as `c/name`, and the platform modules they import. */
export function appModules(forceApp: string): readonly ModuleAlias[] {
  const folder = join(forceApp, 'lwc');
  const components = readdirSync(folder)
    .map((name) => ({ name: `c/${name}`, path: join(folder, name, `${name}.js`) }))
    // A folder that somebody has just begun does not stop the other panels.
    .filter(({ path }) => existsSync(path));
  return [...components, ...PLATFORM];
}

/** Modules that come prebuilt, in the vendor bundle: the engine and the base components. */
export function isVendor(specifier: string): boolean {
  if (specifier === 'lwc' || specifier === '@lwc/synthetic-shadow') return true;
  return specifier.startsWith('lightning/') && !PLATFORM.some(({ name }) => name === specifier);
}

/**
 * The folder of an installed package.
 *
 * @throws Error if it is not installed: pages need the development packages.
 */
export function packageFolder(name: string): string {
  const file = findPackageJSON(name, import.meta.url);
  if (file === undefined) throw new Error(`The package ${name} is not installed`);
  return dirname(file);
}

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import lwc from '@lwc/rollup-plugin';
import { rollup } from 'rollup';

import { appModules, DEMO_FOLDER, isVendor } from './modules.ts';
import { placedModule } from './placed-components.ts';
import { scopedImports } from './scoped-imports.ts';

export interface AppBundle {
  readonly code: string;
  /** Modules of the vendor bundle that the code imports. */
  readonly imports: readonly string[];
}

/** As in the components' metadata. */
const API_VERSION = 66;
const PLATFORM_FOLDER = join(import.meta.dirname, '../platform');

/** The panels' real files with the demo's pages around them, compiled as the platform compiles them. */
export async function buildApp(forceApp: string): Promise<AppBundle> {
  const build = await rollup({
    input: join(PLATFORM_FOLDER, 'boot.js'),
    external: isVendor,
    plugins: [
      scopedImports(forceApp),
      placedModule(forceApp),
      lwc({
        rootDir: DEMO_FOLDER,
        modules: [...appModules(forceApp)],
        // For the pages themselves, which learn from metadata what they show.
        enableDynamicComponents: true,
        apiVersion: API_VERSION,
      }),
    ],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const { output } = await build.generate({ format: 'es', inlineDynamicImports: true });
  await build.close();
  const [{ code, imports }] = output;
  return { code, imports: [...imports].sort() };
}

/** Changes whenever a file changes that the bundle is made of. */
export function sourceVersion(forceApp: string): string {
  const sources = ['lwc', 'labels', 'flexipages', 'tabs'].map((folder) => join(forceApp, folder));
  const folders = [...sources, DEMO_FOLDER, PLATFORM_FOLDER];
  const times = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
  return `${times.length}-${Math.max(...times)}`;
}

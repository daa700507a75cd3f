import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import lwc from '@lwc/rollup-plugin';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { type Plugin, rollup } from 'rollup';

import { DEMO_FOLDER, packageFolder } from './modules.ts';

/** Where the vendor files lie, and which file answers to which import. */
export interface VendorBundle {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

const PACKAGES = ['lwc', '@lwc/rollup-plugin', '@lwc/synthetic-shadow', 'lightning-base-components', 'rollup'];
/** Grows when the way of building changes, so that older results are not taken for newer ones. */
const RECIPE = 1;

/** Builds that somebody in this process waits for already, by folder. */
const underWay = new Map<string, Promise<void>>();

/**
 * The engine and the base components, compiled once: that takes tens of seconds, and only other versions of the
 * packages or other imports change the outcome.
 *
 * @param cacheFolder where results are kept from run to run
 */
export async function vendorBundle(imports: readonly string[], cacheFolder: string): Promise<VendorBundle> {
  const files = Object.fromEntries(imports.map((specifier) => [specifier, `${entryName(specifier)}.js`]));
  const folder = join(cacheFolder, `vendor-${keyOf(imports)}`);
  if (!existsSync(folder)) {
    const build = underWay.get(folder) ?? buildInto(folder, imports, cacheFolder);
    underWay.set(folder, build);
    await build.finally(() => underWay.delete(folder));
  }
  return { folder, files };
}

/** Into a folder of its own first: whoever finds the final folder finds it complete. */
async function buildInto(folder: string, imports: readonly string[], cacheFolder: string): Promise<void> {
  mkdirSync(cacheFolder, { recursive: true });
  const draft = mkdtempSync(join(cacheFolder, 'draft-'));
  try {
    await build(imports, draft);
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function build(imports: readonly string[], folder: string): Promise<void> {
  const bundle = await rollup({
    input: Object.fromEntries(imports.map((specifier) => [entryName(specifier), `${ENTRY}${specifier}.js`])),
    plugins: [
      entries,
      production,
      lwc({
        rootDir: DEMO_FOLDER,
        modules: [...ownStubs(), { npm: 'lightning-base-components' }],
        enableDynamicComponents: true,
        enableSyntheticElementInternals: true,
        apiVersion: 64,
      }),
      nodeResolve(),
    ],
    preserveEntrySignatures: 'strict',
    // The base components' circular imports and unused helpers are not ours to mend.
    onwarn: () => undefined,
  });
  await bundle.write({ dir: folder, format: 'es', chunkFileNames: 'chunks/[name]-[hash].js' });
  await bundle.close();
}

const ENTRY = join(DEMO_FOLDER, 'vendor:');

/** The compiler finds components only for somebody who imports them, so each has a file that does. */
const entries: Plugin = {
  name: 'entries',
  resolveId: (id) => (id.startsWith(ENTRY) ? id : null),
  load: (id) => {
    if (!id.startsWith(ENTRY)) return null;
    const specifier = JSON.stringify(id.slice(ENTRY.length, -'.js'.length));
    const isComponent = specifier.startsWith('"lightning/');
    return `export * from ${specifier};${isComponent ? `export { default } from ${specifier};` : ''}`;
  },
};

/** What bundlers are expected to fill in. */
const production: Plugin = {
  name: 'production',
  transform: (code) =>
    code.replaceAll('process.env.NODE_ENV', '"production"').replaceAll('import.meta.env.SSR', 'false'),
};

/** The base components' own page navigation is not in their package. */
function ownStubs(): { name: string; path: string }[] {
  return [{ name: 'force/navigation', path: join(import.meta.dirname, '../platform/navigation.js') }];
}

function entryName(specifier: string): string {
  return specifier.replaceAll(/[^\w]+/g, '-').replace(/^-/, '');
}

function keyOf(imports: readonly string[]): string {
  const versions = PACKAGES.map((name) => {
    const { version } = JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    return `${name}@${version}`;
  });
  return createHash('sha256')
    .update(JSON.stringify([RECIPE, versions, imports]))
    .digest('hex')
    .slice(0, 16);
}

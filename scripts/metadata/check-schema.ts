import { readFileSync } from 'node:fs';

import { validateXML } from 'xmllint-wasm';

import type { PackageSource, Problem } from './source.ts';

/** The Metadata API's schema has 40,000 lines: it needs more memory than xmllint takes by itself. */
const MEMORY_PAGES = { initialMemoryPages: 1024, maxMemoryPages: 4096 };

/** Each file against the Metadata API's schema: unknown elements, wrong values, wrong order. */
export async function checkSchema(source: PackageSource, xsdFile: string): Promise<readonly Problem[]> {
  // xmllint's files lie in one flat folder, so the path goes into the name.
  const nameOf = (path: string): string => path.replaceAll(/[^\w.-]/g, '_');
  const paths = new Map(source.metadata.map((file) => [nameOf(file.path), file.path]));
  const result = await validateXML({
    xml: source.metadata.map((file) => ({ fileName: nameOf(file.path), contents: file.text })),
    schema: [readFileSync(xsdFile, 'utf8')],
    ...MEMORY_PAGES,
  });
  // Besides each finding there is a summary a file, without a place.
  const findings = result.errors.filter((error) => !error.rawMessage.endsWith('fails to validate'));
  return findings.map((error) => ({
    file: paths.get(error.loc?.fileName ?? '') ?? 'package',
    reason: error.message,
  }));
}

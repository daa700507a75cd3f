/** Checks the Salesforce package: `node scripts/check-metadata.ts [--package FOLDER] [--xsd FILE]`. Exit code 1 on problems. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { checkPackage } from './metadata/check-package.ts';
import { checkSchema } from './metadata/check-schema.ts';
import { readFiles, toSource } from './metadata/source.ts';

const { values } = parseArgs({
  options: {
    package: { type: 'string', default: 'force-app/main/default' },
    xsd: { type: 'string', default: '../shared/salesforce/metadata.xsd' },
  },
});

const hasXsd = existsSync(values.xsd);
const source = toSource(readFiles(values.package));
const problems = [...(hasXsd ? await checkSchema(source, values.xsd) : []), ...checkPackage(source)];
for (const { file, reason } of problems) console.log(`${file}: ${reason}`);
if (!hasXsd) console.log(`Not checked against the Metadata API's schema, since ${values.xsd} is not there.`);
console.log(problems.length === 0 ? 'The package holds together.' : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;

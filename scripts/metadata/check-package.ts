import { checkComponents } from './check-components.ts';
import { checkNames } from './check-names.ts';
import { checkFieldAccess, checkReferences } from './check-references.ts';
import { collectNames } from './names.ts';
import { type PackageSource, type Problem } from './source.ts';

/** Names and references of a package: all that a deploy would refuse beside what the Metadata API's schema says. */
export function checkPackage(source: PackageSource): readonly Problem[] {
  const names = collectNames(source);
  return [
    ...checkNames(source),
    ...checkReferences(source, names),
    ...checkFieldAccess(source, names),
    ...checkComponents(source, names),
  ];
}

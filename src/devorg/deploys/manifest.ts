import type { ComponentName } from '../metadata/component-name.ts';
import { childrenOf, parseXml, valueOf } from '../metadata/xml.ts';

/** What a `package.xml` or a `destructiveChanges.xml` lists. */
export interface Manifest {
  readonly types: readonly ManifestType[];
}

interface ManifestType {
  readonly name: string;
  /** Full names; `*` stands for all. */
  readonly members: readonly string[];
  readonly line: number;
}

/**
 * Reads a manifest.
 * @throws Error with its line if it is not well-formed or no manifest
 */
export function readManifest(text: string): Manifest {
  const root = parseXml(text);
  if (root.name !== 'Package') throw new Error(`line ${root.line}: holds <${root.name}> where <Package> belongs`);
  return {
    types: childrenOf(root, 'types').map((element) => ({
      name: valueOf(element, 'name'),
      // The Salesforce tools write the name of a folder with a stroke behind it.
      members: childrenOf(element, 'members').map(({ text: member }) => member.replace(/\/$/, '')),
      line: element.line,
    })),
  };
}

/** Everything that a manifest names one by one. */
export function namedIn(manifest: Manifest): ComponentName[] {
  return manifest.types.flatMap(({ name, members }) =>
    members.filter((member) => member !== '*').map((fullName) => ({ type: name, fullName })),
  );
}

/** Whether a manifest lists a component, by name, by `*`, or with the object that it is a part of. */
export function lists(manifest: Manifest, { type, fullName }: ComponentName): boolean {
  const has = (typeName: string, member: string): boolean =>
    manifest.types.some(
      ({ name, members }) =>
        name === typeName && members.some((one) => one === '*' || one.toLowerCase() === member.toLowerCase()),
    );
  if (has(type, fullName)) return true;
  const [parent = '', part] = fullName.split('.');
  return part !== undefined && has(type === 'CustomLabel' ? 'CustomLabels' : 'CustomObject', parent);
}

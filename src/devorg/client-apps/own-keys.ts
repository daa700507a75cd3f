import { componentOf } from '../metadata/component-name.ts';
import type { PackageFile } from '../metadata/package-file.ts';
import { rootOf, withChildren } from '../metadata/package-source.ts';
import type { Problems } from '../metadata/problems.ts';
import { textOf } from '../metadata/xml.ts';
import type { KeyRules } from './key-rules.ts';

const GLOBAL = 'ExtlClntAppGlobalOauthSettings';

/** Files of a package after what the org does with consumer keys that a deploy brings: it may not want them. */
export function withKeyRule(
  files: readonly PackageFile[],
  before: readonly PackageFile[],
  rule: KeyRules['own'],
): PackageFile[] {
  if (rule !== 'ignored') return [...files];
  return files.map((file) =>
    bringsKey(file, before)
      ? withChildren(
          file,
          rootOf(file).children.filter(({ name }) => name !== 'consumerKey'),
        )
      : file,
  );
}

/** Refuses keys that a deploy brings, where the org wants to make them itself. */
export function refuseOwnKeys(
  files: readonly PackageFile[],
  before: readonly PackageFile[],
  rule: KeyRules['own'],
  problems: Problems,
): void {
  if (rule !== 'refused') return;
  for (const file of files.filter((one) => bringsKey(one, before))) {
    problems.add(file.path, 'In field: consumerKey - You cannot specify a consumerKey.', rootOf(file).line);
  }
}

function bringsKey(file: PackageFile, before: readonly PackageFile[]): boolean {
  if (componentOf(file.path)?.type !== GLOBAL || before.includes(file)) return false;
  try {
    return (textOf(rootOf(file), 'consumerKey') ?? '') !== '';
  } catch {
    // What is not well-formed is told where the package is read.
    return false;
  }
}

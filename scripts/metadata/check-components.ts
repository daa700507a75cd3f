import type { Names } from './names.ts';
import type { PackageSource, Problem, SourceFile } from './source.ts';

interface Use {
  readonly kind: string;
  readonly name: string;
}

/** What components import and mention exists, and nobody carries a label that nothing shows. */
export function checkComponents(source: PackageSource, names: Names): readonly Problem[] {
  const used = new Set<string>();
  const problems = source.code.flatMap((file) =>
    usesOf(file).flatMap((use) => {
      if (use.kind === 'label') used.add(use.name);
      return knows(use, names) ? [] : [{ file: file.path, reason: `${use.kind} ${use.name} does not exist` }];
    }),
  );
  const elsewhere = source.metadata.map((file) => file.text).join('\n');
  const unused = [...names.labels].filter((label) => !used.has(label) && !elsewhere.includes(`$Label.c.${label}`));
  const file = source.metadata.find((candidate) => candidate.type === 'CustomLabels')?.path ?? 'labels';
  return [...problems, ...unused.map((label) => ({ file, reason: `nothing shows the label ${label}` }))];
}

const PATTERNS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['label', /@salesforce\/label\/c\.(\w+)/g],
  ['custom permission', /@salesforce\/customPermission\/(\w+)/g],
  ['schema', /@salesforce\/schema\/([\w.]+)/g],
  ['component', /from 'c\/(\w+)'/g],
  ['component', /<c-([a-z0-9-]+)/g],
  ['object or field', /\b(\w+__[cr])\b/g],
];

function usesOf(file: SourceFile): readonly Use[] {
  return PATTERNS.flatMap(([kind, pattern]) =>
    [...file.text.matchAll(pattern)].map(([, name = '']) => ({ kind, name: camelCase(name) })),
  );
}

/** `baton-error-panel` in a template is `batonErrorPanel` on disk. */
function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function knows({ kind, name }: Use, names: Names): boolean {
  if (kind === 'label') return names.labels.has(name);
  if (kind === 'custom permission') return names.customPermissions.has(name);
  if (kind === 'component') return names.components.has(name);
  if (kind === 'schema') return names.fields.has(name) || names.objects.has(name);
  if (names.objects.has(name) || names.childRelationships.has(name)) return true;
  return fieldNames(names).has(name.replace(/__r$/, '__c'));
}

function fieldNames(names: Names): ReadonlySet<string> {
  return new Set([...names.fields].map((field) => field.replace(/^\w+\./, '')));
}

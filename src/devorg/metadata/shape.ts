import type { Problems } from './problems.ts';
import type { XmlElement } from './xml.ts';

/** What one tag may hold. */
export interface TagRule {
  readonly kind: 'text' | 'boolean' | 'integer' | readonly string[] | Shape | 'anything';
  readonly required: boolean;
  readonly many: boolean;
}

/** The tags that an element may have. */
export type Shape = Readonly<Record<string, TagRule>>;

const rule = (kind: TagRule['kind']): TagRule => ({ kind, required: false, many: false });

export const text = rule('text');
export const boolean = rule('boolean');
export const integer = rule('integer');
/** Tags whose inside does not bear on the org in a box. */
export const anything = rule('anything');
export const oneOf = (...values: string[]): TagRule => rule(values);
export const nested = (shape: Shape): TagRule => rule(shape);
export const required = (inner: TagRule): TagRule => ({ ...inner, required: true });
export const many = (inner: TagRule): TagRule => ({ ...inner, many: true });

/** Compares an element with the shape of its type and reports what differs: unknown, missing, repeated, malformed. */
export function checkShape(element: XmlElement, shape: Shape, file: string, problems: Problems): void {
  const seen = new Set<string>();
  for (const child of element.children) {
    const tag = shape[child.name];
    if (!tag) {
      problems.add(file, `unknown element <${child.name}> in <${element.name}>`, child.line);
      continue;
    }
    if (seen.has(child.name) && !tag.many) {
      problems.add(file, `<${child.name}> stands twice in <${element.name}>`, child.line);
    }
    seen.add(child.name);
    checkContent(child, tag, file, problems);
  }
  for (const [name, tag] of Object.entries(shape)) {
    if (tag.required && !seen.has(name)) problems.add(file, `<${name}> is missing in <${element.name}>`, element.line);
  }
}

function checkContent(element: XmlElement, { kind }: TagRule, file: string, problems: Problems): void {
  if (kind === 'anything') return;
  if (typeof kind === 'object' && !isList(kind)) {
    checkShape(element, kind, file, problems);
    return;
  }
  if (element.children.length > 0) {
    problems.add(file, `<${element.name}> holds elements where a value belongs`, element.line);
  } else if (!isValue(element.text, kind)) {
    problems.add(file, `<${element.name}> cannot be "${element.text}"; ${expected(kind)}`, element.line);
  }
}

function isValue(value: string, kind: Exclude<TagRule['kind'], Shape>): boolean {
  if (isList(kind)) return kind.includes(value);
  if (kind === 'boolean') return value === 'true' || value === 'false';
  if (kind === 'integer') return /^-?\d+$/.test(value);
  return true;
}

function expected(kind: TagRule['kind']): string {
  if (isList(kind)) return `it is one of ${kind.join(', ')}`;
  return kind === 'boolean' ? 'it is true or false' : 'it is a whole number';
}

function isList(kind: TagRule['kind']): kind is readonly string[] {
  return Array.isArray(kind);
}

import type { Field } from '../schema.ts';
import { parseDateTime, parseDay } from './calendar.ts';
import type { Compiled, Evaluation } from './compiled.ts';
import { FormulaError } from './formula-error.ts';
import type { FormulaNames } from './names.ts';
import { typeOfField, type Value } from './value-type.ts';

const GLOBAL_OBJECTS = { $USER: 'User', $PROFILE: 'Profile', $USERROLE: 'UserRole' } as const;

/** How far a formula may go from record to record. */
const MOST_STEPS = 10;

/** Makes a field, a field of a parent or a global out of its path. @throws FormulaError for what does not exist */
export function compilePath(path: readonly string[], objectName: string, names: FormulaNames): Compiled {
  const [first = '', second = ''] = path;
  if (first.startsWith('$')) return compileGlobal(first, path, names);
  if (path.length === 1) return ownField(first, objectName, names);
  if (second === '' || path.length > MOST_STEPS + 1) throw doesNotExist(path.join('.'));
  return parentField(path, objectName, names);
}

function ownField(name: string, objectName: string, names: FormulaNames): Compiled {
  const field = fieldNamed(objectName, name, names);
  if (!field) throw doesNotExist(name);
  const convert = conversionOf(field);
  const read = (evaluation: Evaluation, when: 'now' | 'before'): Value => convert(evaluation.own(field.name, when));
  return {
    type: typeOf(field),
    run: (evaluation) => read(evaluation, 'now'),
    field: { name: field.name, read },
  };
}

function parentField(path: readonly string[], objectName: string, names: FormulaNames): Compiled {
  const references: string[] = [];
  let at = objectName;
  for (const step of path.slice(0, -1)) {
    const { field, target } = referenceNamed(step, at, path, names);
    references.push(field.name);
    at = target;
  }
  const field = fieldNamed(at, path.at(-1) ?? '', names);
  if (!field) throw doesNotExist(path.join('.'));
  const [target, convert] = [at, conversionOf(field)];
  return { type: typeOf(field), run: (evaluation) => convert(evaluation.related(target, references, field.name)) };
}

/** `Account`, `Account__r`, or `Owner:User` where a reference can lead to more than one object. */
function referenceNamed(
  step: string,
  objectName: string,
  path: readonly string[],
  names: FormulaNames,
): { field: Field; target: string } {
  const [relationship = '', type] = step.split(':');
  for (const field of names.fields(objectName)) {
    if (field.relationshipName?.toLowerCase() !== relationship.toLowerCase()) continue;
    const targets = field.referenceTo.filter((target) =>
      sameName(target, type === 'Queue' ? 'Group' : (type ?? target)),
    );
    const [target] = targets;
    if (target !== undefined && targets.length === 1) return { field, target };
  }
  throw doesNotExist(path.join('.'));
}

function compileGlobal(root: string, path: readonly string[], names: FormulaNames): Compiled {
  const text = path.join('.');
  const name = path[1] ?? '';
  const key = root.toUpperCase();
  if (key === '$PERMISSION' && path.length === 2) {
    if (!names.hasPermission(name)) throw doesNotExist(text);
    return { type: 'boolean', run: (evaluation) => evaluation.hasPermission(name) };
  }
  if (!isGlobalObject(key)) throw new FormulaError(`${root} is not supported by this org`);
  const object = GLOBAL_OBJECTS[key];
  const field = path.length === 2 ? fieldNamed(object, name, names) : undefined;
  if (!field) throw doesNotExist(text);
  const convert = conversionOf(field);
  return { type: typeOf(field), run: (evaluation) => convert(evaluation.global(object, field.name)) };
}

function isGlobalObject(key: string): key is keyof typeof GLOBAL_OBJECTS {
  return key in GLOBAL_OBJECTS;
}

function fieldNamed(objectName: string, name: string, names: FormulaNames): Field | undefined {
  for (const field of names.fields(objectName)) if (sameName(field.name, name)) return field;
  return undefined;
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function typeOf(field: Field): Compiled['type'] {
  const type = typeOfField(field.type);
  if (type === undefined) throw new FormulaError(`Field ${field.name} may not be used in this type of formula`);
  if (field.calculated) throw new FormulaError(`Field ${field.name} is calculated, which this org does not do`);
  return type;
}

/** From the form of the table. Ids have 15 characters in formulas, and per cent are hundredths. */
function conversionOf(field: Field): (stored: string | number | null) => Value {
  switch (field.type) {
    case 'boolean':
      return (stored) => stored === 1;
    case 'percent':
      return (stored) => (typeof stored === 'number' ? Number((stored / 100).toPrecision(15)) : null);
    case 'int':
    case 'double':
    case 'currency':
      return (stored) => stored;
    case 'date':
      return (stored) => (typeof stored === 'string' ? (parseDay(stored) ?? null) : null);
    case 'datetime':
      return (stored) => (typeof stored === 'string' ? (parseDateTime(stored) ?? null) : null);
    case 'id':
    case 'reference':
      return (stored) => String(stored ?? '').slice(0, 15);
    default:
      return (stored) => String(stored ?? '');
  }
}

function doesNotExist(name: string): FormulaError {
  return new FormulaError(`Field ${name} does not exist. Check spelling.`);
}

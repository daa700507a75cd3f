import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { compileCondition, type Evaluation, FormulaError, type FormulaNames } from '../formula/index.ts';
import type { Org } from '../org.ts';
import type { SObject, ValidationRule } from '../schema.ts';
import type { Change } from './derive/index.ts';
import { loadRow, lookUp, type StoredRow, type StoredValue } from './stored-row.ts';

type Condition = (evaluation: Evaluation) => boolean;

const conditions = new WeakMap<ValidationRule, Condition>();

/**
 * Asks each active rule of the object whether the row may be saved.
 * @throws ApiError FIELD_CUSTOM_VALIDATION_EXCEPTION with the message of the first rule whose condition holds;
 *   FORMULA_EXPRESSION_INVALID where a formula has no answer for this row
 */
export function checkValidationRules(change: Change, viewer: Viewer): void {
  const rules = change.object.validationRules.filter((rule) => rule.active);
  if (rules.length === 0) return;
  const evaluation = evaluationOf(change, viewer);
  for (const rule of rules) {
    if (!holds(rule, conditionOf(change.org, change.object, rule), evaluation)) continue;
    const fields = rule.errorDisplayField === undefined ? [] : [rule.errorDisplayField];
    throw new ApiError(400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.errorMessage, fields);
  }
}

function holds(rule: ValidationRule, condition: Condition, evaluation: Evaluation): boolean {
  try {
    return condition(evaluation);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const message = `Validation Formula "${rule.fullName}" Invalid (${error.message})`;
    throw new ApiError(400, 'FORMULA_EXPRESSION_INVALID', message);
  }
}

function conditionOf(org: Org, object: SObject, rule: ValidationRule): Condition {
  const known = conditions.get(rule);
  if (known) return known;
  const names: FormulaNames = {
    fields: (objectName) => org.schema.object(objectName)?.fields.values() ?? [],
    // The deploy has checked that it is there.
    hasPermission: () => true,
  };
  const condition = compileCondition(rule.errorConditionFormula, object.name, names);
  conditions.set(rule, condition);
  return condition;
}

function evaluationOf({ org, row, before }: Change, viewer: Viewer): Evaluation {
  const isNew = before === undefined;
  const user = rowOf(org, 'User', viewer.userId);
  const globals = {
    User: () => user,
    Profile: () => rowOf(org, 'Profile', viewer.profileId),
    UserRole: () => rowOf(org, 'UserRole', viewer.roleId),
  };
  return {
    isNew,
    nowMs: org.clock.now(),
    timeZone: String(user['TimeZoneSidKey'] ?? 'UTC'),
    own: (name, when) => {
      // A record gets its id when it is written, which is after its rules were asked.
      if (isNew && name === 'Id') return null;
      return (when === 'now' ? row : (before ?? {}))[name] ?? null;
    },
    related: (objectName, references, name) => follow(org, row, objectName, references, name),
    global: (object, name) => globals[object]()[name] ?? null,
    hasPermission: (name) => viewer.hasCustomPermission(name),
  };
}

/** Goes from record to record; an empty reference, or one to another kind of record, gives nothing. */
function follow(
  org: Org,
  row: StoredRow,
  objectName: string,
  [first = '', ...rest]: readonly string[],
  name: string,
): StoredValue {
  let id = row[first] ?? null;
  for (const reference of rest) {
    const at = typeof id === 'string' ? org.schema.byKeyPrefix(id.slice(0, 3)) : undefined;
    id = at ? (lookUp(org, at.name, id, reference) ?? null) : null;
  }
  return lookUp(org, objectName, id, name) ?? null;
}

function rowOf(org: Org, objectName: string, id: string | undefined): StoredRow {
  const object = org.schema.object(objectName);
  return (object && id !== undefined ? loadRow(org, object, id) : undefined) ?? {};
}

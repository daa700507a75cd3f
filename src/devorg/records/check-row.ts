import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { prepare, quoted } from '../data/index.ts';
import type { Field, SObject } from '../schema.ts';
import type { Change } from './derive/index.ts';
import { checkDuplicateRules } from './duplicate-rules.ts';
import { duplicateValue, requiredFieldsMissing } from './errors.ts';
import { refusePersonContact } from './person-contact.ts';
import { keepsDeleted } from './stored-row.ts';
import { checkValidationRules } from './validation-rules.ts';

/** Pairs of fields that only one row may have together. */
export const PAIRS: Readonly<Record<string, readonly string[]>> = {
  PermissionSetAssignment: ['PermissionSetId', 'AssigneeId'],
  GroupMember: ['GroupId', 'UserOrGroupId'],
  AccountTeamMember: ['AccountId', 'UserId'],
  OpportunityTeamMember: ['OpportunityId', 'UserId'],
};

/** What must hold for the row as a whole: required fields have values, the object's own rules, keys are free. */
export function checkRow(change: Change, viewer: Viewer): void {
  refuseConverted(change);
  refusePersonContact(change);
  checkRequired(change);
  checkValidationRules(change, viewer);
  checkDuplicateRules(change, viewer);
  // The platform finds out about keys last, when it writes.
  checkKeys(change);
}

/** A lead that was converted stays as it is. */
function refuseConverted({ object, before }: Change): void {
  if (object.name !== 'Lead' || before?.['IsConverted'] !== 1) return;
  throw new ApiError(400, 'CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
}

function checkRequired({ object, row }: Change): void {
  const missing = [...object.fields.values()]
    .filter((field) => !field.nillable && field.createable && field.type !== 'boolean')
    .filter((field) => (row[field.name] ?? null) === null)
    .map((field) => field.name);
  if (missing.length > 0) throw requiredFieldsMissing(missing);
}

/** What must hold for a row that comes back: nobody has taken its keys. */
export function checkKeys(change: Change): void {
  checkUnique(change);
  checkPair(change);
}

function checkUnique(change: Change): void {
  const { object, row, before = {} } = change;
  for (const field of object.fields.values()) {
    const [value, old] = [row[field.name] ?? null, before[field.name] ?? null];
    if (field.unique && value !== old) refuseIfTaken(change, field, [field.name]);
  }
}

function checkPair(change: Change): void {
  const pair = PAIRS[change.object.name] ?? [];
  const [first] = pair.map((name) => change.object.fields.get(name.toLowerCase()));
  if (first && !change.before) refuseIfTaken(change, first, pair);
}

function refuseIfTaken(change: Change, field: Field, names: readonly string[]): void {
  const other = rowWith(change, change.object, names);
  if (other === undefined) return;
  if (field.name === 'Username') throw new ApiError(400, 'DUPLICATE_USERNAME', 'Duplicate Username', ['Username']);
  throw duplicateValue(field, other);
}

function rowWith({ org, row, id }: Change, object: SObject, names: readonly string[]): string | undefined {
  const conditions = names.map((name) => `${quoted(name)} = ?`).join(' AND ');
  const live = keepsDeleted(object) ? ' AND "IsDeleted" = 0' : '';
  const sql = `SELECT "Id" AS id FROM ${quoted(object.name)} WHERE ${conditions}${live} AND "Id" <> ? LIMIT 1`;
  const found = prepare(org.database, sql).get(...names.map((name) => row[name] ?? null), id)?.['id'];
  return typeof found === 'string' ? found : undefined;
}

import { ApiError } from '../api-error.ts';
import type { Field, SObject } from '../schema.ts';

/** The record, the object or the address is not there, or not for this viewer. */
export function notFound(): ApiError {
  return new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

export function entityIsDeleted(): ApiError {
  return new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted');
}

export function noSuchColumn(name: string, object: SObject): ApiError {
  return new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
}

export function requiredFieldsMissing(names: readonly string[]): ApiError {
  const message = `Required fields are missing: [${names.join(', ')}]`;
  return new ApiError(400, 'REQUIRED_FIELD_MISSING', message, names);
}

/** The fields are visible, but not to be written by this viewer. */
export function notWritable(names: readonly string[]): ApiError {
  const message =
    `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field and ` +
    'verify that it is read/write for your profile or permission set.';
  return new ApiError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, names);
}

/** The record may be read but not changed, or not deleted. */
export function insufficientAccess(): ApiError {
  return new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
}

/** Another record that the change touches is not for this viewer. */
export function insufficientAccessOn(id: string, field?: Field): ApiError {
  const message = `insufficient access rights on cross-reference id: ${id}`;
  return new ApiError(400, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', message, field ? [field.name] : []);
}

export function invalidCrossReference(field?: Field): ApiError {
  return new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', field ? [field.name] : []);
}

export function malformedId(label: string, value: string, fieldName = 'Id'): ApiError {
  return new ApiError(400, 'MALFORMED_ID', `${label}: id value of incorrect type: ${value}`, [fieldName]);
}

export function duplicateValue(field: Field, id: string): ApiError {
  const message = `duplicate value found: ${field.name} duplicates value on record with id: ${id}`;
  return new ApiError(400, 'DUPLICATE_VALUE', message);
}

export function unknownKeyField(name: string): ApiError {
  const message = `Provided external ID field does not exist or is not accessible: ${name}`;
  return new ApiError(404, 'NOT_FOUND', message);
}

/** More than one record has the key; REST answers with their addresses. */
export class AmbiguousKeyError extends ApiError {
  readonly ids: readonly string[];

  constructor(field: Field, ids: readonly string[]) {
    super(
      300,
      'DUPLICATE_EXTERNAL_ID',
      `${field.name}: more than one record found for external id field: [${ids.join(', ')}]`,
      [field.name],
    );
    this.name = 'AmbiguousKeyError';
    this.ids = ids;
  }
}

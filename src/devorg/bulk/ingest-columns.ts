import type { Viewer } from '../access/viewer.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import type { IngestJob } from './bulk-job.ts';

/** What a column of uploaded data sets: a field, or a reference by a key of the record it points to. */
export interface IngestColumn {
  readonly header: string;
  readonly field: Field;
  /** For `Account.External_Id__c`: the relationship, what it leads to and the key field there. */
  readonly through?: { readonly relationship: string; readonly type: string; readonly key: string };
}

/**
 * The columns of uploaded data, from its first line.
 *
 * @throws Error with the text that the failed job shows.
 */
export function readColumns(org: Org, viewer: Viewer, job: IngestJob, headers: readonly string[]): IngestColumn[] {
  const object = org.schema.object(job.object);
  if (object === undefined) throw new Error(`InvalidBatch : Unknown object ${job.object}`);
  checkLineEnding(job, headers);
  const columns = headers.map((header) => readColumn(org, viewer, object, header.trim()));
  const needed = neededColumn(job);
  if (needed !== undefined && !columns.some(({ header }) => header.toLowerCase() === needed.toLowerCase())) {
    throw new Error(`InvalidBatch : Field name not found : ${needed}`);
  }
  return columns;
}

function neededColumn(job: IngestJob): string | undefined {
  if (job.operation === 'insert') return undefined;
  return job.operation === 'upsert' ? job.externalIdFieldName : 'Id';
}

/** Read with the wrong line ending, the first line keeps a carriage return or runs into the second. */
function checkLineEnding(job: IngestJob, headers: readonly string[]): void {
  if (!headers.some((header) => /[\r\n]/.test(header))) return;
  const setting = `Current LineEnding setting is ${job.lineEnding}`;
  throw new Error(`ClientInputError : LineEnding is invalid on user data. ${setting}`);
}

function readColumn(org: Org, viewer: Viewer, object: SObject, header: string): IngestColumn {
  const [first = '', keyName] = header.split('.');
  if (keyName !== undefined) return readReferenceColumn(org, object, header, [first, keyName]);
  const field = object.fields.get(header.toLowerCase());
  if (field === undefined || field.compound !== undefined || !viewer.mayReadField(object.name, field.name)) {
    throw new Error(`InvalidBatch : Field name not found : ${header}`);
  }
  return { header, field };
}

/** `Owner.Username`, or `User:Owner.Username` where the relationship may lead to several objects. */
function readReferenceColumn(
  org: Org,
  object: SObject,
  header: string,
  [first, keyName]: [string, string],
): IngestColumn {
  const [relationshipName = '', typeName] = first.split(':').reverse();
  const field = [...object.fields.values()].find(
    ({ relationshipName: name }) => name?.toLowerCase() === relationshipName.toLowerCase(),
  );
  const objectName = typeName ?? field?.referenceTo[0];
  const key = objectName === undefined ? undefined : org.schema.field(objectName, keyName);
  if (field?.relationshipName === undefined || objectName === undefined || key === undefined) {
    throw new Error(`InvalidBatch : Field name not found : ${header}`);
  }
  return { header, field, through: { relationship: field.relationshipName, type: objectName, key: key.name } };
}

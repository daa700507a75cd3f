import { callOrg } from './org.js';
import { AsyncWireAdapter } from './wireAdapter.js';

const open = new Set();

/** Wire adapter of lightning/uiRecordApi: `{data, error}`. */
export class getRecord extends AsyncWireAdapter {
  connect() {
    open.add(this);
    super.connect();
  }

  disconnect() {
    open.delete(this);
    super.disconnect();
  }

  isComplete({ recordId, fields, optionalFields }) {
    return Boolean(recordId && (fields ?? optionalFields));
  }

  fetch({ recordId, fields, optionalFields }) {
    const query = new URLSearchParams();
    if (fields) {
      query.set('fields', namesOf(fields));
    }
    if (optionalFields) {
      query.set('optionalFields', namesOf(optionalFields));
    }
    return callOrg(`/ui-api/records/${recordId}?${query}`);
  }

  pending() {
    return { data: undefined, error: undefined };
  }

  success(data) {
    return { data, error: undefined };
  }

  failure(error) {
    return { data: undefined, error: withOneBody(error) };
  }
}

export async function createRecord({ apiName, fields }) {
  return save('/ui-api/records', 'POST', { apiName, fields });
}

export async function updateRecord({ fields: { Id, ...fields } }) {
  return save(`/ui-api/records/${Id}`, 'PATCH', { fields });
}

export async function deleteRecord(recordId) {
  await save(`/ui-api/records/${recordId}`, 'DELETE');
}

/** Looks again at records that something else than this page has changed. */
export async function notifyRecordUpdateAvailable(records) {
  const ids = records.map(({ recordId }) => recordId);
  await Promise.all([...open].filter(({ config }) => ids.includes(config?.recordId)).map((wire) => wire.ask()));
}

export function getFieldValue(record, field) {
  const [, ...path] = nameOf(field).split('.');
  return path.reduce((value, name) => (value?.fields ?? value?.value?.fields)?.[name], record)?.value;
}

async function save(path, method, body) {
  try {
    const record = await callOrg(path, { method, body });
    await notifyRecordUpdateAvailable([{ recordId: record?.id ?? path.split('/').pop() }]);
    return record;
  } catch (error) {
    throw withOneBody(error);
  }
}

/** The API answers with a list of errors, Lightning Data Service hands on the first. */
function withOneBody(error) {
  const body = Array.isArray(error.body) ? error.body[0] : error.body;
  return error instanceof Error ? error : { ...error, body };
}

function namesOf(fields) {
  return [fields].flat().map(nameOf).join(',');
}

function nameOf(field) {
  return typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
}

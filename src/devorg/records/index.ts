export { createRecord } from './create-record.ts';
export { deleteRecord } from './delete-record.ts';
export { AmbiguousKeyError } from './errors.ts';
export { readRecord } from './read-record.ts';
export { saveAll, type SaveOperation, type SaveResult } from './save-all.ts';
export { updateRecord } from './update-record.ts';
export { upsertRecord } from './upsert-record.ts';

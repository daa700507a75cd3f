export { objectInfo } from './object-info.ts';
export { readUiRecord, type RecordFields, type UiRecord } from './ui-record.ts';
export { createUiRecord, deleteUiRecord, type UiValues, updateUiRecord } from './write-ui-record.ts';

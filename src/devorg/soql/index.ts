export { queryColumns } from './column-metadata.ts';
export { compileFlat, type FlatCell, type FlatQuery } from './flat-query.ts';
export { firstPage, nextPage, type PageOptions, type QueryPage } from './query-pages.ts';
export type { Json, RecordJson } from './record-reader.ts';
export { type QueryRun, type RunOptions, runQuery } from './run-query.ts';

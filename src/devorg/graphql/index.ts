export { executeGraphql, type GraphqlReply } from './execute.ts';
export type { GraphqlError } from './graphql-errors.ts';
export type { GraphqlRequest } from './read-document.ts';

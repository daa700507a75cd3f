import type { ApiError } from '../api-error.ts';

/** An error as the GraphQL endpoint words it; note `paths` where the GraphQL specification has `path`. */
export interface GraphqlError {
  readonly message: string;
  readonly locations: readonly { readonly line: number; readonly column: number }[];
  readonly paths: readonly string[];
  readonly extensions: { readonly ErrorType: 'ValidationError' | 'InvalidSyntax' | 'DataFetchingException' };
}

/** Stops a request that cannot be answered; all that is wrong with it at once. */
export class GraphqlRefusal extends Error {
  readonly errors: readonly GraphqlError[];

  constructor(errors: readonly GraphqlError[]) {
    super(errors.map((error) => error.message).join('; '));
    this.name = 'GraphqlRefusal';
    this.errors = errors;
  }
}

export function validationError(message: string): GraphqlError {
  return { message, locations: [], paths: [], extensions: { ErrorType: 'ValidationError' } };
}

/** A field that does not exist, or that the viewer may not see: the answer is the same. */
export function undefinedField(name: string, type: string, path: readonly string[]): GraphqlError {
  const place = [...path, name].join('/');
  return validationError(
    `Validation error of type FieldUndefined: Field '${name}' in type '${type}' is undefined @ '${place}'`,
  );
}

/** What went wrong while a record was read or written. */
export function fetchError(error: ApiError, paths: readonly string[]): GraphqlError {
  return { message: error.message, locations: [], paths, extensions: { ErrorType: 'DataFetchingException' } };
}

/**
 * An error as Salesforce's REST API words it.
 * Most endpoints answer with an array of these; collections use `statusCode` in place of `errorCode`.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[];

  constructor(status: number, errorCode: string, message: string, fields: readonly string[] = []) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
  }
}

import { asRecord } from '../api/json.ts';
import { ApiError } from '../api-error.ts';
import { type ColumnDelimiter, columnDelimiters, type JobState, type LineEnding, lineEndings } from './bulk-job.ts';

/**
 * How the CSV of a job is written: what the client asked for, or Salesforce's defaults.
 *
 * @throws ApiError where it asks for something there is not.
 */
export function readForm(input: Record<string, unknown>): { columnDelimiter: ColumnDelimiter; lineEnding: LineEnding } {
  const { columnDelimiter = 'COMMA', lineEnding = 'LF', contentType = 'CSV' } = input;
  if (contentType !== 'CSV') throw new ApiError(400, 'INVALIDJOB', `Unsupported contentType: ${String(contentType)}`);
  if (typeof columnDelimiter !== 'string' || !Object.hasOwn(columnDelimiters, columnDelimiter)) {
    throw new ApiError(400, 'INVALIDJOB', `Unsupported columnDelimiter: ${String(columnDelimiter)}`);
  }
  if (typeof lineEnding !== 'string' || !Object.hasOwn(lineEndings, lineEnding)) {
    throw new ApiError(400, 'INVALIDJOB', `Unsupported lineEnding: ${String(lineEnding)}`);
  }
  return { columnDelimiter: columnDelimiter as ColumnDelimiter, lineEnding: lineEnding as LineEnding };
}

/**
 * The state that a client wants a job to be in.
 *
 * @throws ApiError where clients may not ask for it.
 */
export function readState<State extends JobState>(body: unknown, allowed: readonly State[]): State {
  const { state } = asRecord(body);
  const wanted = allowed.find((name) => name === state);
  if (wanted === undefined) throw new ApiError(400, 'INVALIDJOBSTATE', `Invalid job state: ${String(state)}`);
  return wanted;
}

import { ApiError } from '../../../src/devorg/api-error.ts';

/** The error with which the org refuses; whatever else is thrown goes on, and an org that does not refuse is an error. */
export function refusal(work: () => unknown): ApiError {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('The org did not refuse');
}

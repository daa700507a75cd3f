import { CrmError } from '../crm/crm-errors.ts';
import { AppError, type AppErrorOptions } from '../errors.ts';

/** Something that stops an installation, with its cause and the fix. Codes begin with `INSTALL_`. */
export class InstallError extends AppError {
  constructor(code: `INSTALL_${string}`, message: string, options: AppErrorOptions = {}) {
    super(code, message, options);
  }
}

/** The code that Salesforce gave, where the failure is one of Salesforce. */
export function salesforceCodeOf(error: unknown): string | undefined {
  return error instanceof CrmError ? error.salesforceCode : undefined;
}

/** What Salesforce said, for the admin's own screen; elsewhere such words stay out, since they may hold record data. */
export function salesforceWords(error: unknown): string {
  if (!(error instanceof CrmError)) return error instanceof Error ? error.message : String(error);
  return error.salesforceMessage ?? error.message;
}

import { ApiError } from '../../api-error.ts';
import { type Change, changes } from './change.ts';

const CODES: Readonly<Record<string, string>> = { Draft: 'Draft', 'In Approval Process': 'InApproval' };

/** Contract: the category of its status, who activated it, and its last day, the day before so many months are over. */
export function deriveContract(change: Change): void {
  const { row, before, given, now } = change;
  if (changes(change, 'Status')) row['StatusCode'] = CODES[String(row['Status'])] ?? 'Activated';
  if (before === undefined && given.has('Status') && row['StatusCode'] !== 'Draft') throw notYet();
  if (row['StatusCode'] === 'Activated' && before?.['StatusCode'] !== 'Activated') {
    row['ActivatedDate'] = now;
    row['ActivatedById'] = row['LastModifiedById'] ?? null;
  }
  row['EndDate'] = endOf(row['StartDate'], row['ContractTerm']);
}

/** A contract begins as a draft. */
function notYet(): ApiError {
  return new ApiError(400, 'FAILED_ACTIVATION', 'Choose a valid contract status and save your changes.', ['Status']);
}

function endOf(start: unknown, months: unknown): string | null {
  if (typeof start !== 'string' || typeof months !== 'number') return null;
  const [year = 0, month = 1, day = 1] = start.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const after = Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth));
  return new Date(day > lastOfMonth ? after : after - 86_400_000).toISOString().slice(0, 10);
}

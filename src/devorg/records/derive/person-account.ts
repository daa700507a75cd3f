import { ApiError } from '../../api-error.ts';
import { personName } from '../../data/index.ts';
import { requiredFieldsMissing } from '../errors.ts';
import type { Change } from './change.ts';

/** Fields that only accounts that are persons have. */
const OF_PERSONS = /^(?:LastName|FirstName|Salutation|Person\w+)$/;

/** Account: one that is made with a last name is a person, and is named like one, for good. */
export function derivePersonAccount({ org, row, before, given }: Change): void {
  if (!org.settings.personAccounts) return;
  const isPerson = before ? before['IsPersonAccount'] === 1 : given.has('LastName');
  if (!isPerson) {
    const wrong = [...given].filter((name) => OF_PERSONS.test(name));
    if (wrong.length === 0) return;
    const message = `Account: bad field names on insert/update call: ${wrong.join(', ')}`;
    throw new ApiError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, wrong);
  }
  if ((row['LastName'] ?? null) === null) throw requiredFieldsMissing(['LastName']);
  row['IsPersonAccount'] = 1;
  row['Name'] = personName(row);
}

import type { Access } from '../../crm/access.ts';
import { type Finding, hint } from './finding.ts';

const cures = [
  'Run baton init again: it gives the service the permission set Baton_Privacy.',
  "Or give the integration user a permission set with Read on Individual and on its fields Forget this Individual and Don't Process.",
];

/**
 * Where contacts point to Individuals, wishes to be forgotten are kept there: the integration user must be able to read
 * them. Where they do not, the org shows no data protection details and there is nothing to say. Single fields that are
 * hidden are told by the check of access.
 */
export async function checkPrivacy(access: Access): Promise<readonly Finding[]> {
  const contact = await access.describe('Contact');
  if (contact?.fields.get('IndividualId') === undefined) return [];
  const individual = await access.describe('Individual');
  if (individual?.queryable === true) return [];
  return [
    hint('access', 'can not read Individual. Wishes to be forgotten or not to be processed are not honoured.', cures),
  ];
}

import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { inTransaction, timestamp } from '../data/index.ts';
import type { Org } from '../org.ts';
import { carryActivities, carryCampaignMembers } from './carry-from-lead.ts';
import { createRecord } from './create-record.ts';
import { insufficientAccess, insufficientAccessOn } from './errors.ts';
import { guardSave } from './save-guards.ts';
import { type StoredRow, updateRow } from './stored-row.ts';
import { stamps, updateRecord } from './update-record.ts';
import { existingRow, recordId, visibleObject } from './visible-object.ts';

/** What is to become of a lead. */
export interface LeadConversion {
  readonly leadId: string;
  /** A state that means converted. */
  readonly convertedStatus: string;
  /** The account to use; a new one unless given. */
  readonly accountId?: string;
  /** The contact to use, which belongs to the account; a new one unless given. */
  readonly contactId?: string;
  readonly doNotCreateOpportunity?: boolean;
  readonly opportunityName?: string;
  /** Who owns what is made; the lead's owner unless given. */
  readonly ownerId?: string;
}

export interface ConvertedLead {
  readonly leadId: string;
  readonly accountId: string;
  readonly contactId: string;
  readonly opportunityId: string | null;
}

const CONVERTED = 'Closed - Converted';
const ADDRESS_PARTS = ['Street', 'City', 'State', 'PostalCode', 'Country'];
const ACCOUNT_FIELDS = ['Phone', 'Fax', 'Website', 'Industry', 'Rating', 'AnnualRevenue', 'NumberOfEmployees'];
const CONTACT_FIELDS = [
  'Salutation',
  'FirstName',
  'LastName',
  'Title',
  'Email',
  'Phone',
  'MobilePhone',
  'Fax',
  'LeadSource',
];

/**
 * Converts a lead: makes or completes an account and a contact, makes an opportunity unless told not to, and carries the
 * lead's activities and campaigns along. The lead stays, frozen, and names what became of it.
 * @throws ApiError INVALID_STATUS, CANNOT_UPDATE_CONVERTED_LEAD, and what stands against saving the three
 */
export function convertLead(org: Org, viewer: Viewer, wish: LeadConversion): ConvertedLead {
  const object = visibleObject(org, viewer, 'Lead');
  const leadId = recordId(object, wish.leadId);
  return inTransaction(org.database, () => {
    const lead = existingRow(org, object, leadId);
    checkConversion(viewer, lead, wish);
    // Which fields its user may write does not matter to a conversion.
    const writer: Viewer = { ...viewer, mayReadField: () => true, mayEditField: () => true };
    const owner = ownerFor(lead, wish);
    const accountId = accountFor(org, writer, lead, wish, owner);
    const contactId = contactFor(org, writer, lead, wish, accountId, owner);
    const opportunityId = opportunityFor(org, writer, lead, wish, accountId, contactId, owner);
    const now = timestamp(org.clock.now());
    const changes: StoredRow = {
      ...{ IsConverted: 1, ConvertedDate: now.slice(0, 10), IsUnreadByOwner: 0, Status: wish.convertedStatus },
      ...{ ConvertedAccountId: accountId, ConvertedContactId: contactId, ConvertedOpportunityId: opportunityId },
      ...stamps(object, viewer, now),
    };
    const row = { ...lead, ...changes };
    guardSave({ org, userId: viewer.userId, kind: 'update', object, id: leadId, row, stamp: now });
    updateRow(org, object, leadId, Object.fromEntries(Object.keys(changes).map((name) => [name, row[name] ?? null])));
    carryActivities(org, viewer, leadId, { contactId, opportunityId });
    carryCampaignMembers(org, viewer, leadId, contactId);
    return { leadId, accountId, contactId, opportunityId };
  });
}

function checkConversion(viewer: Viewer, lead: StoredRow, { convertedStatus }: LeadConversion): void {
  if (!viewer.mayEditRow('Lead', String(lead['Id']))) throw insufficientAccess();
  if (!viewer.hasSystemPermission('ConvertLeads')) throw insufficientAccess();
  if (lead['IsConverted'] === 1) {
    throw new ApiError(400, 'CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  }
  if (convertedStatus === CONVERTED) return;
  throw new ApiError(400, 'INVALID_STATUS', `invalid convertedStatus: ${convertedStatus}`, ['convertedStatus']);
}

function ownerFor(lead: StoredRow, { ownerId }: LeadConversion): string {
  const owner = ownerId ?? String(lead['OwnerId']);
  if (owner.startsWith('005')) return owner;
  throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'a lead of a queue needs an ownerId to be converted');
}

function accountFor(org: Org, viewer: Viewer, lead: StoredRow, { accountId }: LeadConversion, owner: string): string {
  const values = {
    ...{ Name: lead['Company'], Description: lead['Description'], AccountSource: lead['LeadSource'] },
    ...pick(lead, ACCOUNT_FIELDS),
    ...address(lead, 'Billing'),
  };
  if (accountId !== undefined) return complete(org, viewer, 'Account', accountId, values);
  return createRecord(org, viewer, 'Account', { ...values, OwnerId: owner });
}

function contactFor(
  org: Org,
  viewer: Viewer,
  lead: StoredRow,
  { contactId }: LeadConversion,
  accountId: string,
  owner: string,
): string {
  const values = { ...pick(lead, CONTACT_FIELDS), ...address(lead, 'Mailing') };
  if (contactId === undefined) {
    return createRecord(org, viewer, 'Contact', { ...values, AccountId: accountId, OwnerId: owner });
  }
  const contact = existingRow(org, visibleObject(org, viewer, 'Contact'), contactId);
  if (contact['AccountId'] === accountId) return complete(org, viewer, 'Contact', contactId, values);
  throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'the contact does not belong to the account', ['contactId']);
}

/** Fills what is empty of a record that is there already; what somebody has written stays. */
function complete(org: Org, viewer: Viewer, objectName: string, id: string, values: StoredValues): string {
  const object = visibleObject(org, viewer, objectName);
  const id18 = recordId(object, id);
  if (!viewer.mayEditRow(objectName, id18)) throw insufficientAccessOn(id18);
  const row = existingRow(org, object, id18);
  const missing = Object.entries(values).filter(([name, value]) => (row[name] ?? null) === null && value !== null);
  if (missing.length > 0) updateRecord(org, viewer, objectName, id18, Object.fromEntries(missing));
  return id18;
}

function opportunityFor(
  org: Org,
  viewer: Viewer,
  lead: StoredRow,
  wish: LeadConversion,
  accountId: string,
  contactId: string,
  owner: string,
): string | null {
  if (wish.doNotCreateOpportunity === true) return null;
  const id = createRecord(org, viewer, 'Opportunity', {
    ...{ Name: wish.opportunityName ?? `${String(lead['Company'])}-`, AccountId: accountId, OwnerId: owner },
    ...{ StageName: firstStage(org), CloseDate: endOfQuarter(org.clock.now()), LeadSource: lead['LeadSource'] },
  });
  createRecord(org, viewer, 'OpportunityContactRole', { OpportunityId: id, ContactId: contactId, IsPrimary: true });
  return id;
}

function firstStage(org: Org): string {
  const row = org.database.prepare('SELECT "ApiName" AS name FROM "OpportunityStage" ORDER BY "SortOrder", "Id"').get();
  return String(row?.['name'] ?? 'Prospecting');
}

/** The last day of the quarter, in which the platform expects a new deal to close. */
function endOfQuarter(nowMs: number): string {
  const now = new Date(nowMs);
  const month = Math.floor(now.getUTCMonth() / 3) * 3 + 3;
  return new Date(Date.UTC(now.getUTCFullYear(), month, 0)).toISOString().slice(0, 10);
}

type StoredValues = Readonly<Record<string, StoredRow[string] | undefined>>;

function pick(row: StoredRow, names: readonly string[]): StoredValues {
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}

function address(lead: StoredRow, prefix: string): StoredValues {
  return Object.fromEntries(ADDRESS_PARTS.map((part) => [`${prefix}${part}`, lead[part] ?? null]));
}

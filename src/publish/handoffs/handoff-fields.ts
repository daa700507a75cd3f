import type { FieldValue, WriteRow } from '../../crm/crm.ts';

/** Where what the service decides stands in `Baton_Handoff__c`. */
const FIELDS: Readonly<Record<string, string>> = {
  state: 'State__c',
  fromDivisionId: 'From_Division__c',
  receiverId: 'Receiver__c',
  receiverReasons: 'Receiver_Reasons__c',
  verification: 'Verification__c',
  verificationReason: 'Verification_Reason__c',
  isWithIntake: 'With_Intake__c',
  intakeId: 'Intake__c',
  assignment: 'Assignment__c',
  step: 'Step__c',
  offeredAt: 'Offered_At__c',
  assignedAt: 'Assigned_At__c',
  decidedAt: 'Decided_At__c',
  firstContactAt: 'First_Contact_At__c',
  closedAt: 'Closed_At__c',
  decideBy: 'Decide_By__c',
  contactBy: 'Contact_By__c',
  statusBy: 'Status_By__c',
  lastStatusAt: 'Last_Status_At__c',
  giverToldAt: 'Giver_Told_At__c',
  againOn: 'Again_On__c',
  outcome: 'Outcome__c',
  amountClass: 'Amount_Class__c',
  notices: 'Notices__c',
};

/** A row that changes a hand-off. */
export function toHandoffRow(id: string, changes: Readonly<Record<string, unknown>>): WriteRow {
  const pairs = Object.entries(changes).map(([key, value]): [string, FieldValue] => {
    const field = FIELDS[key];
    if (field === undefined) throw new Error(`The service does not write ${key} of a hand-off`);
    return [field, (value ?? null) as FieldValue];
  });
  return { Id: id, ...Object.fromEntries(pairs) };
}

import type { SObject } from '../../schema.ts';
import { account, accountShare, accountTeamMember } from './account.ts';
import { emailMessage, event, task, taskStatus } from './activity.ts';
import { campaign, campaignMember } from './campaign.ts';
import { caseShare, supportCase } from './case.ts';
import { contact, contactShare, individual } from './contact.ts';
import { contract } from './contract.ts';
import { externalClientApplication } from './external-client-app.ts';
import { lead, leadShare } from './lead.ts';
import { permissionSetLicense, permissionSetLicenseAssign, userLicense } from './licence.ts';
import {
  opportunity,
  opportunityContactRole,
  opportunityShare,
  opportunityStage,
  opportunityTeamMember,
} from './opportunity.ts';
import {
  businessHours,
  currencyType,
  customNotificationType,
  holiday,
  organization,
  recordType,
} from './organization.ts';
import {
  customPermission,
  fieldPermissions,
  objectPermissions,
  permissionSet,
  permissionSetAssignment,
  profile,
  setupEntityAccess,
} from './permission-set.ts';
import { opportunityLineItem, pricebook2, pricebookEntry, product2 } from './product.ts';
import { group, groupMember, user, userRole } from './user.ts';
import { userRecordAccess } from './user-record-access.ts';

/** What every org brings. */
export const standardObjects: readonly SObject[] = [
  organization,
  user,
  userRole,
  userLicense,
  profile,
  permissionSet,
  permissionSetAssignment,
  permissionSetLicense,
  permissionSetLicenseAssign,
  objectPermissions,
  fieldPermissions,
  setupEntityAccess,
  customPermission,
  externalClientApplication,
  group,
  groupMember,
  account,
  accountTeamMember,
  accountShare,
  contact,
  contactShare,
  individual,
  lead,
  leadShare,
  opportunity,
  opportunityContactRole,
  opportunityTeamMember,
  opportunityShare,
  opportunityStage,
  product2,
  pricebook2,
  pricebookEntry,
  opportunityLineItem,
  contract,
  campaign,
  campaignMember,
  supportCase,
  caseShare,
  task,
  event,
  taskStatus,
  emailMessage,
  businessHours,
  currencyType,
  holiday,
  customNotificationType,
  recordType,
  userRecordAccess,
];

import type { ObjectRight } from './object-right.ts';

/**
 * Objects without rows in ObjectPermissions: the right on them comes from the object they belong to, from a system
 * permission, or from being a user at all.
 */
const PARENT_OF: Readonly<Record<string, string>> = {
  AccountTeamMember: 'Account',
  AccountContactRelation: 'Account',
  OpportunityTeamMember: 'Opportunity',
  OpportunityContactRole: 'Opportunity',
  OpportunityLineItem: 'Opportunity',
  CampaignMember: 'Campaign',
  PricebookEntry: 'Pricebook2',
};

const WRITE_PERMISSION: Readonly<Record<string, string>> = {
  Task: 'EditTask',
  Event: 'EditEvent',
  EmailMessage: 'EditTask',
};

/** Set-up objects that only people who may look at Setup can query, with the permission that says so. */
const READ_PERMISSION: Readonly<Record<string, string>> = {
  PermissionSet: 'ViewSetup',
  PermissionSetAssignment: 'ViewSetup',
  ObjectPermissions: 'ViewSetup',
  FieldPermissions: 'ViewSetup',
  SetupEntityAccess: 'ViewSetup',
  CustomPermission: 'ViewSetup',
  UserRole: 'ViewRoles',
};

const SETUP_OBJECTS = new Set([
  ...Object.keys(READ_PERMISSION),
  'Organization',
  'User',
  'Profile',
  'Group',
  'GroupMember',
  'QueueSobject',
  'BusinessHours',
  'CurrencyType',
  'Holiday',
  'RecordType',
  'CustomNotificationType',
  'OpportunityStage',
  'CaseStatus',
  'TaskStatus',
  'UserRecordAccess',
]);

/** Where the right on an object is decided. */
export type RightSource =
  | { readonly kind: 'objectPermissions' }
  | { readonly kind: 'parent'; readonly object: string; readonly right: ObjectRight }
  | { readonly kind: 'system'; readonly permission: string }
  | { readonly kind: 'everybody' };

/** The object whose rows a share object shares; undefined for any other object. */
export function sharedObjectOf(objectName: string): string | undefined {
  if (objectName.endsWith('__Share')) return `${objectName.slice(0, -'__Share'.length)}__c`;
  return objectName !== 'Share' && objectName.endsWith('Share') ? objectName.slice(0, -'Share'.length) : undefined;
}

/** Says who decides a right on an object. Names as the schema spells them. */
export function sourceOfRight(objectName: string, right: ObjectRight): RightSource {
  const parent = PARENT_OF[objectName] ?? sharedObjectOf(objectName);
  if (parent !== undefined) return { kind: 'parent', object: parent, right: rightOnParent(right) };
  const writePermission = WRITE_PERMISSION[objectName];
  if (writePermission !== undefined) return activityRight(right, writePermission);
  return SETUP_OBJECTS.has(objectName) ? setupRight(objectName, right) : { kind: 'objectPermissions' };
}

function activityRight(right: ObjectRight, writePermission: string): RightSource {
  if (right === 'read') return { kind: 'everybody' };
  return { kind: 'system', permission: ALL_ROWS[right] ?? writePermission };
}

function setupRight(objectName: string, right: ObjectRight): RightSource {
  const allRows = ALL_ROWS[right];
  if (allRows !== undefined) return { kind: 'system', permission: allRows };
  if (right !== 'read') return { kind: 'system', permission: setupWrite(objectName) };
  const permission = READ_PERMISSION[objectName];
  return permission === undefined ? { kind: 'everybody' } : { kind: 'system', permission };
}

const ALL_ROWS: Readonly<Partial<Record<ObjectRight, string>>> = { viewAll: 'ViewAllData', modifyAll: 'ModifyAllData' };

function rightOnParent(right: ObjectRight): ObjectRight {
  return right === 'create' || right === 'delete' ? 'edit' : right;
}

function setupWrite(objectName: string): string {
  return objectName === 'PermissionSetAssignment' ? 'AssignPermissionSets' : 'ManageUsers';
}

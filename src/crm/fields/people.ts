import type { UserId } from '../../ids.ts';
import { inList } from '../soql.ts';
import { essential, feature, integrationFix, optional, type RecordSource } from './field.ts';
import { flag, optionalId, optionalText, requiredDateTime, requiredId, requiredText } from './read-value.ts';

/** Whoever has one of these has Baton. */
const batonPermissionSets = ['Baton_Giver', 'Baton_Rep', 'Baton_Division_Lead', 'Baton_Admin', 'Baton_Integration'];

/** `divisionFields` is filled by the reader, since the fields are chosen by the divisions of the org. */
export const user: RecordSource<'user'> = {
  object: 'User',
  need: 'essential',
  without: 'Baton does not know the colleagues.',
  fix: integrationFix,
  hasIsDeleted: false,
  fields: {
    id: essential('Id', requiredId<UserId>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    name: essential('Name', requiredText),
    isActive: essential('IsActive', flag),
    userType: optional('UserType', optionalText, 'Portal users can not be told from colleagues.'),
    city: feature('City', optionalText),
    userRoleId: optional('UserRoleId', optionalId<string>(), 'Who stands above whom is not known.'),
    divisionFields: { from: [], need: 'feature', without: '', read: () => ({}) },
  },
};

export const permissionSetAssignment: RecordSource<'permissionSetAssignment'> = {
  object: 'PermissionSetAssignment',
  need: 'essential',
  without: 'Baton does not know who uses it, and names nobody.',
  fix: 'Give the integration user the permission View Setup and Configuration (it is in Baton Integration).',
  hasIsDeleted: false,
  only: `PermissionSet.Name IN ${inList(batonPermissionSets).soql}`,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    assigneeId: essential('AssigneeId', requiredId<UserId>()),
    permissionSet: essential('PermissionSet.Name', requiredText),
  },
};

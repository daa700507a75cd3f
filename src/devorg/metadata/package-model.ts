import type { Field, SObject, ValidationRule } from '../schema.ts';

/** A permission set as its file says. */
export interface PermissionSetSource {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly objects: readonly ObjectPermissionSource[];
  readonly fields: readonly FieldPermissionSource[];
  readonly userPermissions: readonly string[];
  readonly customPermissions: readonly string[];
}

export interface ObjectPermissionSource {
  readonly object: string;
  readonly allowRead: boolean;
  readonly allowCreate: boolean;
  readonly allowEdit: boolean;
  readonly allowDelete: boolean;
  readonly viewAllRecords: boolean;
  readonly modifyAllRecords: boolean;
}

export interface FieldPermissionSource {
  readonly object: string;
  readonly field: string;
  readonly readable: boolean;
  readonly editable: boolean;
}

/** A thing with a name, a label and a description. */
export interface NamedSource {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
}

export interface NotificationTypeSource extends NamedSource {
  readonly desktop: boolean;
  readonly mobile: boolean;
}

/** All of a package that the org understands. */
export interface PackageModel {
  /** Custom objects; their key prefixes are given out by the org. */
  readonly objects: readonly SObject[];
  /** Custom fields of standard objects, by the object's name. */
  readonly standardFields: ReadonlyMap<string, readonly Field[]>;
  /** Validation rules of standard objects, by the object's name; custom objects carry theirs. */
  readonly standardRules: ReadonlyMap<string, readonly ValidationRule[]>;
  /** Custom objects that tasks and events can be about. */
  readonly withActivities: readonly string[];
  readonly permissionSets: readonly PermissionSetSource[];
  readonly customPermissions: readonly NamedSource[];
  readonly notificationTypes: readonly NotificationTypeSource[];
  readonly labels: ReadonlyMap<string, string>;
}

/** An org to which nothing was deployed. */
export const emptyPackage: PackageModel = {
  objects: [],
  standardFields: new Map(),
  standardRules: new Map(),
  withActivities: [],
  permissionSets: [],
  customPermissions: [],
  notificationTypes: [],
  labels: new Map(),
};

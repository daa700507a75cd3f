/**
 * The org's data model: what the platform brings, plus what a deploy of `force-app` added.
 * Everything else in `devorg/` (tables, describe, queries, access, saving) is driven by it.
 */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'multipicklist'
  | 'reference'
  | 'address'
  | 'encryptedstring'
  | 'combobox';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
  readonly isDefault: boolean;
}

export interface MasterDetail {
  /** 0 for the first master, 1 for the second. */
  readonly order: 0 | 1;
  readonly reparentable: boolean;
  /** True: writing the child needs only Read on the master. */
  readonly writeRequiresMasterRead: boolean;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly custom: boolean;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly defaultedOnCreate: boolean;
  /** Boolean default, default picklist value or constant; formulas as default values are not supported. */
  readonly defaultValue?: string | number | boolean;
  readonly externalId: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly nameField: boolean;
  readonly autoNumber?: { readonly displayFormat: string };
  readonly picklistValues: readonly PicklistValue[];
  readonly restrictedPicklist: boolean;
  /** For references: the objects it may point to. */
  readonly referenceTo: readonly string[];
  /** `Account` for `AccountId`, `Division__r` for `Division__c`. */
  readonly relationshipName?: string;
  /** The name of the list on the parent, where there is one. */
  readonly childRelationshipName?: string;
  readonly masterDetail?: MasterDetail;
  /** What happens to this row when the row it points to is deleted. */
  readonly deleteConstraint: 'SetNull' | 'Cascade' | 'Restrict';
  /** True: a row that is in force keeps the row it points to from being deleted, whatever happens to others. */
  readonly holdsParent?: boolean;
  /** Compound fields (BillingAddress) name their parts and have no column. */
  readonly compound?: readonly string[];
  /** SQL-free description of a derived value: `Name` of people is first and last name joined. */
  readonly derived?: 'personName';
  readonly calculated: boolean;
  /** False: everybody who may read the object reads the field (ids, system and required fields). */
  readonly permissionable: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly inlineHelpText?: string;
}

export type SharingModel =
  | 'Private'
  | 'Read'
  | 'ReadWrite'
  | 'ControlledByParent'
  | 'FullAccess'
  /** Setup-like objects (User, Profile, Organization): everybody who may read the object reads all rows. */
  | 'Public';

export interface ValidationRule {
  readonly fullName: string;
  readonly active: boolean;
  readonly errorConditionFormula: string;
  readonly errorMessage: string;
  readonly errorDisplayField?: string;
}

export interface SObject {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  /** Three characters, case-sensitive: `00Q` is Lead, `00q` OpportunityTeamMember. */
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly sharingModel: SharingModel;
  /** Whose access decides where the model is ControlledByParent: the reference field(s) to the parent. */
  readonly parentFields: readonly string[];
  /** Object that holds manual and rule shares (`AccountShare`, `Baton_Preference__Share`), if any. */
  readonly shareObject?: string;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  readonly searchable: boolean;
  /** Soft delete: the row has IsDeleted and goes to the recycle bin. */
  readonly undeletable: boolean;
  readonly hasOwner: boolean;
  /** In the order of describe; keyed by lower-case name, since the API ignores case in names. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly validationRules: readonly ValidationRule[];
}

export interface ChildRelationship {
  readonly childObject: string;
  readonly field: string;
  readonly relationshipName?: string;
  readonly cascadeDelete: boolean;
}

export interface Schema {
  /** By lower-case name. */
  readonly objects: ReadonlyMap<string, SObject>;
  /** Case-insensitive look-up. */
  object(name: string): SObject | undefined;
  field(objectName: string, fieldName: string): Field | undefined;
  byKeyPrefix(prefix: string): SObject | undefined;
  childrenOf(objectName: string): readonly ChildRelationship[];
}

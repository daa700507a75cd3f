import type { Viewer } from '../access/viewer.ts';
import type { SObject } from '../schema.ts';

/** Where the org answers, for the addresses in a describe. */
export interface Place {
  /** `66.0` unless given. */
  readonly version?: string;
  /** Address of the org's pages, without a slash at the end. */
  readonly baseUrl?: string;
}

const MERGEABLE = new Set(['Account', 'Contact', 'Lead', 'Individual']);
const FEEDS = new Set(['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Campaign', 'Product2', 'User', 'Group']);
const DEEP_CLONES = new Set(['Opportunity', 'Campaign']);

/** What both describes say of an object. */
export function objectFlags(viewer: Viewer, object: SObject): Record<string, unknown> {
  const may = (possible: boolean, right: 'create' | 'edit' | 'delete'): boolean =>
    possible && viewer.mayObject(object.name, right);
  return {
    activateable: false,
    associateEntityType: object.name.endsWith('Share') ? 'Share' : null,
    associateParentEntity: object.name.endsWith('Share') ? sharedObject(object) : null,
    createable: may(object.createable, 'create'),
    custom: object.custom,
    customSetting: false,
    deepCloneable: DEEP_CLONES.has(object.name),
    deletable: may(object.deletable, 'delete'),
    deprecatedAndHidden: false,
    feedEnabled: FEEDS.has(object.name),
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: isLayoutable(object),
    mergeable: MERGEABLE.has(object.name),
    mruEnabled: object.searchable,
    name: object.name,
    queryable: object.queryable,
    replicateable: object.fields.has('systemmodstamp'),
    retrieveable: true,
    searchable: object.searchable,
    triggerable: object.createable,
    undeletable: object.undeletable,
    updateable: may(object.updateable, 'edit'),
  };
}

/** The addresses that belong to an object. */
export function urlsOf(object: SObject, place: Place, which: 'list' | 'object'): Record<string, string> {
  const { version = '66.0', baseUrl = 'https://org-in-a-box.my.salesforce.com' } = place;
  const sobject = `/services/data/v${version}/sobjects/${object.name}`;
  const base = { rowTemplate: `${sobject}/{ID}`, describe: `${sobject}/describe`, sobject };
  if (!isLayoutable(object)) return base;
  const layouts = {
    compactLayouts: `${sobject}/describe/compactLayouts`,
    approvalLayouts: `${sobject}/describe/approvalLayouts`,
    listviews: `${sobject}/listviews`,
    quickActions: `${sobject}/quickActions`,
    layouts: `${sobject}/describe/layouts`,
    ...base,
  };
  if (which === 'list') return layouts;
  return {
    ...layouts,
    uiDetailTemplate: `${baseUrl}/{ID}`,
    uiEditTemplate: `${baseUrl}/{ID}/e`,
    uiNewRecord: `${baseUrl}/${object.keyPrefix}/e`,
  };
}

function sharedObject(object: SObject): string {
  const [parent] = object.parentFields;
  return object.fields.get(parent?.toLowerCase() ?? '')?.referenceTo[0] ?? '';
}

function isLayoutable(object: SObject): boolean {
  return object.custom || object.searchable || object.name === 'OpportunityContactRole';
}

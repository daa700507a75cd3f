import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import { describeField } from './describe-field.ts';
import { objectFlags, type Place, urlsOf } from './object-flags.ts';

const NO_PLACE: Place = {};

/**
 * An object as its describe shows it to a viewer: only fields that the viewer may read, only children that the viewer may.
 * @throws ApiError NOT_FOUND for what does not exist or is hidden
 */
export function describeSObject(org: Org, viewer: Viewer, name: string, place = NO_PLACE): Record<string, unknown> {
  const object = org.schema.object(name);
  if (!object || !viewer.mayObject(object.name, 'read')) {
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  const fields = [...object.fields.values()].filter((field) => viewer.mayReadField(object.name, field.name));
  return {
    ...objectFlags(viewer, object),
    actionOverrides: [],
    childRelationships: childRelationships(org, viewer, object),
    compactLayoutable: true,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: fields.map((field) => describeField(viewer, object, field)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: [masterRecordType(object, place)],
    searchLayoutable: object.searchable,
    sobjectDescribeOption: 'FULL',
    supportedScopes: scopes(object),
    urls: urlsOf(object, place, 'object'),
  };
}

/** All objects that a viewer may see, as the global describe lists them. */
export function describeGlobal(org: Org, viewer: Viewer, place = NO_PLACE): Record<string, unknown> {
  const sobjects = [...org.schema.objects.values()]
    .filter((object) => viewer.mayObject(object.name, 'read'))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((object) => ({ ...objectFlags(viewer, object), urls: urlsOf(object, place, 'list') }));
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects };
}

function childRelationships(org: Org, viewer: Viewer, object: SObject): Record<string, unknown>[] {
  return org.schema
    .childrenOf(object.name)
    .filter(({ childObject, field }) => viewer.mayReadField(childObject, field))
    .map(({ childObject, field, relationshipName, cascadeDelete }) => ({
      cascadeDelete,
      childSObject: childObject,
      deprecatedAndHidden: false,
      field,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: relationshipName ?? null,
      restrictedDelete: isRestricted(org.schema.field(childObject, field)),
    }));
}

function isRestricted(field: Field | undefined): boolean {
  return field?.deleteConstraint === 'Restrict' || field?.holdsParent === true;
}

/** Every record has the record type that is none. */
function masterRecordType(object: SObject, { version = '66.0' }: Place): Record<string, unknown> {
  const recordTypeId = '012000000000000AAA';
  const layout = `/services/data/v${version}/sobjects/${object.name}/describe/layouts/${recordTypeId}`;
  return {
    active: true,
    available: true,
    defaultRecordTypeMapping: true,
    developerName: 'Master',
    master: true,
    name: 'Master',
    recordTypeId,
    urls: { layout },
  };
}

function scopes(object: SObject): { label: string; name: string }[] {
  const plural = object.labelPlural.toLowerCase();
  const all = { label: `All ${plural}`, name: 'everything' };
  return object.hasOwner ? [all, { label: `My ${plural}`, name: 'mine' }] : [all];
}

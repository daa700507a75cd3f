import { standardObjects } from '../../src/devorg/metadata/standard-objects/index.ts';
import { type MetadataFile, nodesAt, objectOf, type PackageSource, textAt, textsAt, type XmlNode } from './source.ts';

/** All names that something in the package may refer to. */
export interface Names {
  readonly objects: ReadonlySet<string>;
  /** `Object.Field`. */
  readonly fields: ReadonlySet<string>;
  /** `Object.Field` for which field-level security exists: required and master-detail fields have none. */
  readonly permissionable: ReadonlySet<string>;
  /** Names by which a parent knows its rows, `Baton_Messages__r`. */
  readonly childRelationships: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
  readonly tabs: ReadonlySet<string>;
  readonly applications: ReadonlySet<string>;
  readonly customPermissions: ReadonlySet<string>;
  readonly flexiPages: ReadonlySet<string>;
  readonly reportTypes: ReadonlySet<string>;
  /** Columns of each report type, as `Object.Field`: a report knows no others. */
  readonly reportColumns: ReadonlyMap<string, readonly string[]>;
  /** `Folder/Report`. */
  readonly reports: ReadonlySet<string>;
  /** Components by name, with their design attributes. */
  readonly components: ReadonlyMap<string, Component>;
}

interface Component {
  readonly isExposed: boolean;
  readonly attributes: ReadonlySet<string>;
}

/** Fields that every custom object has without a file. */
const GIVEN_FIELDS = ['Id', 'Name', 'CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'];

export function collectNames(source: PackageSource): Names {
  const byType = (type: string): readonly MetadataFile[] => source.metadata.filter((file) => file.type === type);
  const named = (type: string): ReadonlySet<string> => new Set(byType(type).map((file) => file.name));
  const ownFields = byType('CustomField');
  const ownObjects = byType('CustomObject');
  return {
    objects: new Set([...standardObjects.map((object) => object.name), ...named('CustomObject')]),
    fields: new Set([
      ...standardFields(() => true),
      ...ownObjects.flatMap(givenFields),
      ...ownFields.map((file) => `${objectOf(file)}.${file.name}`),
    ]),
    permissionable: new Set([
      ...standardFields((field) => field.permissionable),
      ...ownFields.filter(isPermissionable).map((file) => `${objectOf(file)}.${file.name}`),
    ]),
    childRelationships: new Set(
      ownFields.flatMap((file) => textsAt(file.content, 'relationshipName')).map((name) => `${name}__r`),
    ),
    labels: new Set(byType('CustomLabels').flatMap((file) => textsAt(file.content, 'labels', 'fullName'))),
    tabs: named('CustomTab'),
    applications: named('CustomApplication'),
    customPermissions: named('CustomPermission'),
    flexiPages: named('FlexiPage'),
    reportTypes: named('ReportType'),
    reportColumns: new Map(byType('ReportType').map((file) => [file.name, columnsOf(file)])),
    reports: new Set(byType('Report').map((file) => `${file.path.split('/').at(-2) ?? ''}/${file.name}`)),
    components: new Map(byType('LightningComponentBundle').map((file) => [file.name, toComponent(file.content)])),
  };
}

/** What a report type offers, as `Object.Field`. */
export function columnsOf(reportType: MetadataFile): readonly string[] {
  const columns = nodesAt(reportType.content, 'sections').flatMap((section) => nodesAt(section, 'columns'));
  return columns.map((column) => `${textAt(column, 'table') ?? ''}.${textAt(column, 'field') ?? ''}`);
}

function standardFields(wanted: (field: { readonly permissionable: boolean }) => boolean): readonly string[] {
  return standardObjects.flatMap((object) =>
    [...object.fields.values()].filter(wanted).map((field) => `${object.name}.${field.name}`),
  );
}

/** The rows of a detail object have no owner of their own: the master's counts. */
function givenFields(object: MetadataFile): readonly string[] {
  const isDetail = textAt(object.content, 'sharingModel') === 'ControlledByParent';
  const given = isDetail ? GIVEN_FIELDS : [...GIVEN_FIELDS, 'OwnerId'];
  return given.map((field) => `${object.name}.${field}`);
}

function isPermissionable(field: MetadataFile): boolean {
  return textAt(field.content, 'required') !== 'true' && textAt(field.content, 'type') !== 'MasterDetail';
}

function toComponent(content: XmlNode): Component {
  const properties = nodesAt(content, 'targetConfigs')
    .flatMap((configs) => nodesAt(configs, 'targetConfig'))
    .flatMap((config) => config['property'] ?? []);
  return {
    isExposed: textAt(content, 'isExposed') === 'true',
    attributes: new Set(properties.flatMap(attributeName)),
  };
}

/** Attributes of an XML element arrive as plain strings beside its elements. */
function attributeName(property: XmlNode | string): readonly string[] {
  const name: unknown = typeof property === 'string' ? undefined : property['@_name'];
  return typeof name === 'string' ? [name] : [];
}

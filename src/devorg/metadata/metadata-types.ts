/** A kind of metadata, as the Metadata API names it and as files of it are called. */
export interface MetadataType {
  readonly name: string;
  /** The folder of its files in a deploy; parts of objects lie in a folder below their object's in source. */
  readonly folder: string;
  /** What its files end in; bundles have none. */
  readonly suffix: string;
  /** For parts of a custom object: the element in the object's file. */
  readonly tag?: string;
  /** True where the file is anything, with a second one beside it that describes it. */
  readonly withMetaFile?: boolean;
  /** For what lies in folders of its own, such as reports: what source files of those folders end in. */
  readonly folderSuffix?: string;
  /** For such folders: the type under which a manifest lists them. */
  readonly folderOf?: string;
}

const whole = (name: string, folder: string, suffix: string): MetadataType => ({ name, folder, suffix });

/** Reports and dashboards lie in folders that are metadata themselves. */
const inFolders = (name: string, folder: string, suffix: string): readonly MetadataType[] => [
  { name, folder, suffix, folderSuffix: `${suffix}Folder` },
  { name: `${name}Folder`, folder, suffix: `${suffix}Folder`, folderOf: name },
];

/** Parts of objects: nested in the object's file in a deploy, files of their own in source. */
export const objectParts: readonly MetadataType[] = [
  { name: 'BusinessProcess', folder: 'businessProcesses', suffix: 'businessProcess', tag: 'businessProcesses' },
  { name: 'CompactLayout', folder: 'compactLayouts', suffix: 'compactLayout', tag: 'compactLayouts' },
  { name: 'CustomField', folder: 'fields', suffix: 'field', tag: 'fields' },
  { name: 'FieldSet', folder: 'fieldSets', suffix: 'fieldSet', tag: 'fieldSets' },
  { name: 'ListView', folder: 'listViews', suffix: 'listView', tag: 'listViews' },
  { name: 'RecordType', folder: 'recordTypes', suffix: 'recordType', tag: 'recordTypes' },
  { name: 'ValidationRule', folder: 'validationRules', suffix: 'validationRule', tag: 'validationRules' },
  { name: 'WebLink', folder: 'webLinks', suffix: 'webLink', tag: 'webLinks' },
];

/** Everything that can be deployed to the org in a box, in the order in which things are built on each other. */
export const metadataTypes: readonly MetadataType[] = [
  whole('CustomObject', 'objects', 'object'),
  whole('CustomLabels', 'labels', 'labels'),
  whole('CustomPermission', 'customPermissions', 'customPermission'),
  whole('CustomNotificationType', 'notificationtypes', 'notiftype'),
  { ...whole('StaticResource', 'staticresources', 'resource'), withMetaFile: true },
  whole('LightningComponentBundle', 'lwc', ''),
  whole('FlexiPage', 'flexipages', 'flexipage'),
  whole('QuickAction', 'quickActions', 'quickAction'),
  whole('Layout', 'layouts', 'layout'),
  whole('CustomTab', 'tabs', 'tab'),
  whole('CustomApplication', 'applications', 'app'),
  whole('ReportType', 'reportTypes', 'reportType'),
  ...inFolders('Report', 'reports', 'report'),
  ...inFolders('Dashboard', 'dashboards', 'dashboard'),
  whole('PermissionSet', 'permissionsets', 'permissionset'),
  whole('ExternalClientApplication', 'externalClientApps', 'eca'),
  whole('ExtlClntAppGlobalOauthSettings', 'extlClntAppGlobalOauthSets', 'ecaGlblOauth'),
  whole('ExtlClntAppOauthSettings', 'extlClntAppOauthSettings', 'ecaOauth'),
  whole('ExtlClntAppOauthConfigurablePolicies', 'extlClntAppOauthPolicies', 'ecaOauthPlcy'),
  whole('ExtlClntAppConfigurablePolicies', 'extlClntAppPolicies', 'ecaPlcy'),
  whole('Settings', 'settings', 'settings'),
];

const bySuffix = new Map([...metadataTypes, ...objectParts].map((type) => [type.suffix, type]));
const byName = new Map([...metadataTypes, ...objectParts].map((type) => [type.name, type]));

/** The type of a source file by what stands before `-meta.xml`; `js-meta.xml` belongs to bundles. */
export function typeOfSuffix(suffix: string): MetadataType | undefined {
  return suffix === '' ? undefined : bySuffix.get(suffix);
}

/** The type with this name in the Metadata API. */
export function typeNamed(name: string): MetadataType | undefined {
  return byName.get(name);
}

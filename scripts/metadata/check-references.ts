import { columnsOf, type Names } from './names.ts';
import { type MetadataFile, nodesAt, objectOf, type PackageSource, type Problem, textAt, textsAt } from './source.ts';

type Check = (file: MetadataFile, names: Names) => readonly string[];

/** Columns of list views that are no field names. */
const LIST_COLUMNS = ['NAME', 'CREATED_DATE', 'LAST_UPDATE', 'CREATEDBY_USER', 'UPDATEDBY_USER', 'OWNER.ALIAS'];

const CHECKS: Readonly<Record<string, Check>> = {
  CustomField: checkField,
  ListView: checkListView,
  Layout: checkLayout,
  CustomTab: checkTab,
  CustomApplication: checkApplication,
  FlexiPage: checkFlexiPage,
  PermissionSet: checkPermissionSet,
  LightningComponentBundle: checkBundle,
  ReportType: checkReportType,
  Report: checkReport,
  Dashboard: checkDashboard,
};

/** Every name inside a file leads somewhere. */
export function checkReferences(source: PackageSource, names: Names): readonly Problem[] {
  return source.metadata.flatMap((file) =>
    (CHECKS[file.type]?.(file, names) ?? []).map((reason) => ({ file: file.path, reason })),
  );
}

/** Every field can be read by somebody: one that no permission set mentions was forgotten there. */
export function checkFieldAccess(source: PackageSource, names: Names): readonly Problem[] {
  const sets = source.metadata.filter((file) => file.type === 'PermissionSet');
  const granted = new Set(sets.flatMap((set) => textsAt(set.content, 'fieldPermissions', 'field')));
  return source.metadata
    .filter((file) => file.type === 'CustomField')
    .filter((file) => names.permissionable.has(`${objectOf(file)}.${file.name}`))
    .filter((file) => !granted.has(`${objectOf(file)}.${file.name}`))
    .map((file) => ({ file: file.path, reason: 'no permission set lets anybody read it' }));
}

/** `kind name does not exist` for each name that is not among the known ones. */
function unknown(kind: string, wanted: readonly string[], known: ReadonlySet<string>): readonly string[] {
  return wanted.filter((name) => !known.has(name)).map((name) => `${kind} ${name} does not exist`);
}

function checkField(file: MetadataFile, names: Names): readonly string[] {
  return [
    ...unknown('object', [objectOf(file)], names.objects),
    ...unknown('object', textsAt(file.content, 'referenceTo'), names.objects),
  ];
}

function checkListView(file: MetadataFile, names: Names): readonly string[] {
  const columns = [...textsAt(file.content, 'columns'), ...textsAt(file.content, 'filters', 'field')];
  const fields = columns.filter((column) => !LIST_COLUMNS.includes(column));
  return unknown(
    'field',
    fields.map((field) => `${objectOf(file)}.${field}`),
    names.fields,
  );
}

function checkLayout(file: MetadataFile, names: Names): readonly string[] {
  const [object = ''] = file.name.split('-');
  const fields = textsAt(file.content, 'layoutSections', 'layoutColumns', 'layoutItems', 'field');
  return [
    ...unknown('object', [object], names.objects),
    ...unknown(
      'field',
      fields.map((field) => `${object}.${field}`),
      names.fields,
    ),
  ];
}

function checkTab(file: MetadataFile, names: Names): readonly string[] {
  return [
    ...(textAt(file.content, 'customObject') === 'true' ? unknown('object', [file.name], names.objects) : []),
    ...unknown('page', textsAt(file.content, 'flexiPage'), names.flexiPages),
    ...unknown('component', textsAt(file.content, 'lwcComponent'), new Set(names.components.keys())),
  ];
}

function checkApplication(file: MetadataFile, names: Names): readonly string[] {
  const tabs = textsAt(file.content, 'tabs');
  const standard = tabs.filter((tab) => tab.startsWith('standard-')).map((tab) => tab.slice('standard-'.length));
  return [
    ...unknown(
      'tab',
      tabs.filter((tab) => !tab.startsWith('standard-')),
      names.tabs,
    ),
    ...unknown(
      'object',
      standard.filter((name) => name !== 'home'),
      names.objects,
    ),
    ...unknown('page', textsAt(file.content, 'utilityBar'), names.flexiPages),
  ];
}

function checkFlexiPage(file: MetadataFile, names: Names): readonly string[] {
  const instances = nodesAt(file.content, 'flexiPageRegions')
    .flatMap((region) => nodesAt(region, 'itemInstances'))
    .flatMap((item) => nodesAt(item, 'componentInstance'));
  const ownReasons = instances.flatMap((instance) => {
    const name = textAt(instance, 'componentName') ?? '';
    if (name.includes(':')) return [];
    const component = names.components.get(name);
    if (!component) return [`component ${name} does not exist`];
    const properties = textsAt(instance, 'componentInstanceProperties', 'name');
    return [
      ...(component.isExposed ? [] : [`component ${name} is not exposed to pages`]),
      ...unknown(`attribute of ${name}`, properties, component.attributes),
    ];
  });
  return [...unknown('object', textsAt(file.content, 'sobjectType'), names.objects), ...ownReasons];
}

function checkPermissionSet(file: MetadataFile, names: Names): readonly string[] {
  const fields = textsAt(file.content, 'fieldPermissions', 'field');
  const existing = fields.filter((field) => names.fields.has(field));
  return [
    ...unknown('object', textsAt(file.content, 'objectPermissions', 'object'), names.objects),
    ...unknown('field', fields, names.fields),
    ...existing
      .filter((field) => !names.permissionable.has(field))
      .map((field) => `field ${field} follows its object: it has no permission of its own`),
    ...unknown('tab', textsAt(file.content, 'tabSettings', 'tab'), names.tabs),
    ...unknown('application', textsAt(file.content, 'applicationVisibilities', 'application'), names.applications),
    ...unknown('custom permission', textsAt(file.content, 'customPermissions', 'name'), names.customPermissions),
  ];
}

function checkBundle(file: MetadataFile, names: Names): readonly string[] {
  return unknown('object', textsAt(file.content, 'targetConfigs', 'targetConfig', 'objects', 'object'), names.objects);
}

function checkReportType(file: MetadataFile, names: Names): readonly string[] {
  return [
    ...unknown('object', textsAt(file.content, 'baseObject'), names.objects),
    ...unknown('field', columnsOf(file), names.fields),
  ];
}

/** Reports name a field of their own report type as `Object$Field`, and can use no other. */
function checkReport(file: MetadataFile, names: Names): readonly string[] {
  const fields = ['columns', 'groupingsDown', 'groupingsAcross'].flatMap((part) =>
    textsAt(file.content, part, 'field'),
  );
  const filters = textsAt(file.content, 'filter', 'criteriaItems', 'column');
  const dates = textsAt(file.content, 'timeFrameFilter', 'dateColumn');
  const used = [...fields, ...filters, ...dates].map(dotted);
  const types = textsAt(file.content, 'reportType').map((name) => name.replace(/__c$/, ''));
  return [
    ...unknown('report type', types, names.reportTypes),
    ...unknown('field', used, names.fields),
    ...types.flatMap((type) => {
      const offered = names.reportColumns.get(type) ?? used;
      return used.filter((field) => !offered.includes(field)).map((field) => `report type ${type} lacks ${field}`);
    }),
  ];
}

function checkDashboard(file: MetadataFile, names: Names): readonly string[] {
  const tiles = nodesAt(file.content, 'dashboardGridLayout')
    .flatMap((layout) => nodesAt(layout, 'dashboardGridComponents'))
    .flatMap((place) => nodesAt(place, 'dashboardComponent'));
  const groupings = tiles.flatMap((tile) => textsAt(tile, 'groupingColumn'));
  const sums = tiles.flatMap((tile) => textsAt(tile, 'chartSummary', 'column')).filter((name) => name !== 'RowCount');
  const fields = [...groupings, ...sums].map(dotted);
  return [
    ...unknown(
      'report',
      tiles.flatMap((tile) => textsAt(tile, 'report')),
      names.reports,
    ),
    ...unknown('field', fields, names.fields),
  ];
}

function dotted(column: string): string {
  return column.replace('$', '.');
}

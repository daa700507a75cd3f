import {
  type MetadataFile,
  objectOf,
  type PackageSource,
  type Problem,
  textAt,
  textsAt,
  type XmlNode,
} from './source.ts';

/** What carries the product's prefix, so that it meets nothing of the same name in a customer's org. */
const PREFIXED = [
  'CustomObject',
  'ListView',
  'PermissionSet',
  'CustomPermission',
  'CustomTab',
  'FlexiPage',
  'ReportType',
  'Report',
  'Dashboard',
];

/** Names, and what every field and text owes to its readers. */
export function checkNames(source: PackageSource): readonly Problem[] {
  return source.metadata.flatMap((file) =>
    [...nameReasons(file), ...fieldReasons(file), ...textReasons(file.content)].map((reason) => ({
      file: file.path,
      reason,
    })),
  );
}

function nameReasons(file: MetadataFile): readonly string[] {
  const fullName = textAt(file.content, 'fullName');
  const isMisnamed = fullName !== undefined && fullName !== file.name;
  const prefix = prefixFor(file);
  const labels = textsAt(file.content, 'labels', 'fullName').filter((label) => !label.startsWith('Baton_'));
  return [
    ...(isMisnamed ? [`is called ${fullName} inside, but its file says ${file.name}`] : []),
    ...(prefix.test(file.name) ? [] : [`${file.name} lacks the prefix of this product`]),
    ...labels.map((label) => `the label ${label} lacks the prefix Baton_`),
  ];
}

function prefixFor(file: MetadataFile): RegExp {
  if (file.type === 'LightningComponentBundle') return /^baton[A-Z]/;
  if (file.type === 'CustomApplication') return /^Baton(_|$)/;
  return needsPrefix(file) ? /^Baton_/ : /^/;
}

function needsPrefix(file: MetadataFile): boolean {
  if (file.type === 'CustomField') return !objectOf(file).startsWith('Baton_');
  return PREFIXED.includes(file.type);
}

function fieldReasons(file: MetadataFile): readonly string[] {
  if (file.type !== 'CustomField') return [];
  const missing = ['description', 'inlineHelpText', 'securityClassification'].filter(
    (element) => !textAt(file.content, element),
  );
  const reasons = missing.map((element) => `has no ${element}`);
  if (file.content['valueSet'] !== undefined && textsAt(file.content, 'valueSet', 'restricted')[0] !== 'true') {
    reasons.push('is a picklist that is not restricted');
  }
  return reasons;
}

/** Blanks mean nothing in a formula. */
const FORMULAS = ['errorConditionFormula', 'formula'];

/** A formatter that wraps a long text puts line breaks into what people read. */
function textReasons(node: XmlNode): readonly string[] {
  return Object.entries(node).flatMap(([element, children = []]) => {
    if (element.startsWith('@_') || element === '#text' || FORMULAS.includes(element)) return [];
    return children.flatMap((child) => {
      if (typeof child !== 'string') return textReasons(child);
      return child === child.trim() && !child.includes('\n')
        ? []
        : [`${element} has blanks or line breaks around its text`];
    });
  });
}

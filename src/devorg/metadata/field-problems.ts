import { childOf, childrenOf, isTrue, textOf, valueOf, type XmlElement } from './xml.ts';

/** What a deploy would refuse about a field, looking at its file alone. */
export function fieldProblems(root: XmlElement, type: string): string[] {
  const isFormula = childOf(root, 'formula') !== undefined;
  return [
    ...missingTags(root, type, isFormula).map((tag) => `a field of type ${type} needs <${tag}>`),
    ...forbiddenTags(root, type).map((tag) => `a field of type ${type} cannot have <${tag}>true</${tag}>`),
    ...sizeProblems(root, type),
    ...optionProblems(root, type),
  ];
}

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  Text: ['length'],
  EncryptedText: ['length'],
  LongTextArea: ['length', 'visibleLines'],
  Html: ['length', 'visibleLines'],
  Number: ['precision', 'scale'],
  Currency: ['precision', 'scale'],
  Percent: ['precision', 'scale'],
  Checkbox: ['defaultValue'],
  Picklist: ['valueSet'],
  MultiselectPicklist: ['valueSet', 'visibleLines'],
  Lookup: ['referenceTo'],
  MasterDetail: ['referenceTo', 'relationshipName'],
  Summary: ['summaryForeignKey', 'summaryOperation'],
};

function missingTags(root: XmlElement, type: string, isFormula: boolean): string[] {
  // Text and check boxes that are formulas take size and value from the formula.
  const needed = isFormula && (type === 'Text' || type === 'Checkbox') ? [] : (NEEDED[type] ?? []);
  return needed.filter((tag) => childOf(root, tag) === undefined);
}

const KEYS = new Set(['Text', 'Number', 'Email', 'AutoNumber']);
const NEVER_REQUIRED = new Set([
  'LongTextArea',
  'Html',
  'Checkbox',
  'MasterDetail',
  'AutoNumber',
  'Summary',
  'MultiselectPicklist',
]);

function forbiddenTags(root: XmlElement, type: string): string[] {
  const forbidden: string[] = [];
  if (isTrue(root, 'externalId') && !KEYS.has(type)) forbidden.push('externalId');
  if (isTrue(root, 'unique') && !KEYS.has(type)) forbidden.push('unique');
  if (isTrue(root, 'required') && NEVER_REQUIRED.has(type)) forbidden.push('required');
  return forbidden;
}

const MOST_DIGITS = 18;
const digits = { tag: 'precision', least: 1, most: MOST_DIGITS };
const longText = { tag: 'length', least: 256, most: 131_072 };

const LIMITS: Readonly<Record<string, { readonly tag: string; readonly least: number; readonly most: number }>> = {
  Text: { tag: 'length', least: 1, most: 255 },
  EncryptedText: { tag: 'length', least: 1, most: 175 },
  LongTextArea: longText,
  Html: longText,
  Number: digits,
  Currency: digits,
  Percent: digits,
};

function sizeProblems(root: XmlElement, type: string): string[] {
  const problems = LONGEST.filter(([tag, longest]) => valueOf(root, tag).length > longest).map(
    ([tag, longest]) => `<${tag}> is longer than ${longest} characters`,
  );
  const limit = LIMITS[type];
  const size = limit ? textOf(root, limit.tag) : undefined;
  if (limit && size !== undefined && (Number(size) < limit.least || Number(size) > limit.most)) {
    problems.push(`<${limit.tag}> of a ${type} is ${limit.least} to ${limit.most}`);
  }
  if (Number(valueOf(root, 'scale')) > Number(textOf(root, 'precision') ?? MOST_DIGITS)) {
    problems.push('<scale> is above <precision>');
  }
  return problems;
}

const LONGEST: readonly (readonly [tag: string, characters: number])[] = [
  ['label', 40],
  ['inlineHelpText', 510],
  ['description', 1000],
];

function optionProblems(root: XmlElement, type: string): string[] {
  const problems: string[] = [];
  if (type === 'Lookup' && isTrue(root, 'required') && (textOf(root, 'deleteConstraint') ?? 'SetNull') === 'SetNull') {
    problems.push('a required lookup cannot be set to null: <deleteConstraint> is Cascade or Restrict');
  }
  if (type === 'MasterDetail' && childOf(root, 'deleteConstraint')) {
    problems.push('a master-detail field has no <deleteConstraint>');
  }
  const definition = childOf(root, 'valueSet')?.children.find(({ name }) => name === 'valueSetDefinition');
  const values = (definition ? childrenOf(definition, 'value') : []).map((one) =>
    valueOf(one, 'fullName').toLowerCase(),
  );
  for (const value of new Set(values.filter((one, index) => values.indexOf(one) !== index))) {
    problems.push(`duplicate picklist value ${value}`);
  }
  return problems;
}

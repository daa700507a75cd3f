import { createHash } from 'node:crypto';

import type { Database } from '../../store/database.ts';
import { type DesiredOwnRow, readHeldRows, replaceAllDesired } from '../../store/tables/own-rows.ts';
import { type Contrast, contrastSentence, kindKey } from '../../suggest/index.ts';
import type { NeedCatalogue } from './catalogue.ts';

const OBJECT = 'Baton_Need_Rule__c';
/** Rows that an admin can still look through; the rarest kinds go first. */
const MOST_RULES = 500;
const LONGEST = 2000;

/** Stands for a kind of customer and a need, whatever their numbers are. */
export function ruleId({ kind, product }: Pick<Contrast, 'kind' | 'product'>): string {
  return `${product}-${createHash('sha256').update(kindKey(kind)).digest('hex').slice(0, 16)}`;
}

/**
 * Shows what was learned: the rules by which a suggestion may be made. A rule about single products is none of them,
 * since who opens an account need not know what else the customer buys. A rule that was switched off stays as it is, so
 * that it is still off when it is learned again.
 */
export async function showRules(
  database: Database,
  catalogue: NeedCatalogue,
  contrasts: readonly Contrast[],
  minimum: number,
): Promise<void> {
  const names = new Map(catalogue.needs.map(({ divisionKey, divisionName }) => [divisionKey, divisionName]));
  const told = contrasts.filter(({ kind }) => kind.held?.type !== 'product');
  const rows = told
    .sort((one, other) => other.group - one.group)
    .slice(0, MOST_RULES)
    .flatMap((contrast) => toRow(contrast, catalogue, names, minimum));
  const shown = new Set(rows.map(({ externalId }) => externalId));
  const off = (await readHeldRows(database, OBJECT)).filter(
    ({ externalId, fields }) => fields['Off__c'] === true && !shown.has(externalId),
  );
  const kept = off.map(({ externalId, fields }) => ({ externalId, customerId: null, worth: 0, fields }));
  await replaceAllDesired(database, OBJECT, [...rows, ...kept]);
}

function toRow(
  contrast: Contrast,
  { byKey }: NeedCatalogue,
  divisionNames: ReadonlyMap<string, string>,
  minimum: number,
): DesiredOwnRow[] {
  const need = byKey.get(contrast.product);
  if (need === undefined) return [];
  const { held } = contrast.kind;
  const named = held === undefined ? {} : { held: { ...held, name: divisionNames.get(held.name) ?? held.name } };
  const sentence = contrastSentence(
    { ...contrast, kind: { ...contrast.kind, ...named }, product: `“${need.name}”` },
    minimum,
  );
  return [
    {
      externalId: ruleId(contrast),
      customerId: null,
      worth: contrast.group,
      fields: {
        Need__c: need.id,
        Division__c: need.divisionId,
        Rule__c: sentence.slice(0, LONGEST),
        Customers__c: contrast.group,
        Have_It__c: contrast.groupHolders,
      },
    },
  ];
}

import { prepare } from '../../data/index.ts';
import { lookUp, type StoredValue } from '../stored-row.ts';
import { type Change, changes } from './change.ts';

/** Opportunity: what its stage, its amount and its closing day imply. */
export function deriveOpportunity(change: Change): void {
  const { org, row, given, now } = change;
  const stage = prepare(org.database, 'SELECT * FROM "OpportunityStage" WHERE "ApiName" = ?').get(
    row['StageName'] ?? null,
  );
  const stageChanges = changes(change, 'StageName');
  if (stage && stageChanges) {
    row['IsClosed'] = Number(stage['IsClosed']);
    row['IsWon'] = Number(stage['IsWon']);
    row['ForecastCategory'] = String(stage['ForecastCategory']);
    if (!given.has('ForecastCategoryName')) row['ForecastCategoryName'] = String(stage['ForecastCategoryName']);
    if (!given.has('Probability')) row['Probability'] = Number(stage['DefaultProbability']);
    if (change.before) row['LastStageChangeDate'] = now;
  }
  // A stage that nobody set up counts as open.
  row['ForecastCategory'] ??= 'Pipeline';
  const { Amount: amount, Probability: probability } = row;
  row['ExpectedRevenue'] =
    typeof amount === 'number' && typeof probability === 'number' ? Math.round(amount * probability) / 100 : null;
  deriveFiscal(change);
}

/** The org's fiscal year is the calendar year. */
function deriveFiscal({ row }: Change): void {
  const day = row['CloseDate'];
  if (typeof day !== 'string') return;
  const [year = '', month = ''] = day.split('-');
  const quarter = Math.ceil(Number(month) / 3);
  row['FiscalYear'] = Number(year);
  row['FiscalQuarter'] = quarter;
  row['Fiscal'] = `${year} ${quarter}`;
}

/** Opportunity product: its product and list price from the price book, its total from price and quantity. */
export function deriveLineItem(change: Change): void {
  const { org, row } = change;
  const entryId = row['PricebookEntryId'];
  const of = (objectName: string, id: StoredValue | undefined, column: string): StoredValue =>
    lookUp(org, objectName, id, column) ?? null;
  row['Product2Id'] ??= of('PricebookEntry', entryId, 'Product2Id');
  row['ListPrice'] = of('PricebookEntry', entryId, 'UnitPrice');
  row['ProductCode'] = of('Product2', row['Product2Id'], 'ProductCode');
  const names = [of('Opportunity', row['OpportunityId'], 'Name'), of('Product2', row['Product2Id'], 'Name')];
  row['Name'] = names.filter(Boolean).join(' ').slice(0, 376);
  derivePrice(change);
}

function derivePrice({ row, given }: Change): void {
  const quantity = Number(row['Quantity']);
  const byTotal = given.has('TotalPrice') && !given.has('UnitPrice') && quantity !== 0;
  if (byTotal) row['UnitPrice'] = Number(row['TotalPrice']) / quantity;
  else {
    row['UnitPrice'] ??= row['ListPrice'] ?? null;
    row['TotalPrice'] = Number(row['UnitPrice']) * quantity;
  }
}

/** Price book entry: named after its product. */
export function derivePricebookEntry({ org, row }: Change): void {
  row['Name'] = lookUp(org, 'Product2', row['Product2Id'], 'Name') ?? null;
  row['ProductCode'] = lookUp(org, 'Product2', row['Product2Id'], 'ProductCode') ?? null;
}

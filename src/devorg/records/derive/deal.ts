import { prepare } from '../../data/index.ts';
import { lookUp } from '../stored-row.ts';
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
export function deriveLineItem({ org, row, given }: Change): void {
  const entryId = row['PricebookEntryId'];
  row['Product2Id'] ??= lookUp(org, 'PricebookEntry', entryId, 'Product2Id') ?? null;
  row['ListPrice'] = lookUp(org, 'PricebookEntry', entryId, 'UnitPrice') ?? null;
  row['ProductCode'] = lookUp(org, 'Product2', row['Product2Id'], 'ProductCode') ?? null;
  const deal = lookUp(org, 'Opportunity', row['OpportunityId'], 'Name') ?? '';
  const product = lookUp(org, 'Product2', row['Product2Id'], 'Name') ?? '';
  row['Name'] = `${deal} ${product}`.trim().slice(0, 376);
  const quantity = Number(row['Quantity'] ?? 0);
  const givesTotal = given.has('TotalPrice') && !given.has('UnitPrice');
  if (givesTotal && quantity !== 0) row['UnitPrice'] = Number(row['TotalPrice'] ?? 0) / quantity;
  else row['TotalPrice'] = Number(row['UnitPrice'] ?? row['ListPrice'] ?? 0) * quantity;
  row['UnitPrice'] ??= row['ListPrice'] ?? null;
}

/** Price book entry: named after its product. */
export function derivePricebookEntry({ org, row }: Change): void {
  row['Name'] = lookUp(org, 'Product2', row['Product2Id'], 'Name') ?? null;
  row['ProductCode'] = lookUp(org, 'Product2', row['Product2Id'], 'ProductCode') ?? null;
}

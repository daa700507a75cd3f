import type { DealPlan } from '../plan/customer.ts';
import { audit, dateOf, DAY_MS, stampOf } from '../time.ts';
import { accountAt, type Page } from './page.ts';

interface StageFacts {
  readonly probability: number;
  readonly category: string;
  readonly categoryName: string;
}

const STAGES: Readonly<Record<string, StageFacts>> = {
  Prospecting: { probability: 10, category: 'Pipeline', categoryName: 'Pipeline' },
  Qualification: { probability: 10, category: 'Pipeline', categoryName: 'Pipeline' },
  'Needs Analysis': { probability: 20, category: 'Pipeline', categoryName: 'Pipeline' },
  'Value Proposition': { probability: 50, category: 'Pipeline', categoryName: 'Pipeline' },
  'Proposal/Price Quote': { probability: 75, category: 'Pipeline', categoryName: 'Pipeline' },
  'Negotiation/Review': { probability: 90, category: 'Pipeline', categoryName: 'Pipeline' },
  'Closed Won': { probability: 100, category: 'Closed', categoryName: 'Closed' },
  'Closed Lost': { probability: 0, category: 'Omitted', categoryName: 'Omitted' },
};

function stageFields(deal: DealPlan): Record<string, string | number | boolean> {
  const facts = STAGES[deal.stage];
  if (facts === undefined) throw new RangeError(`no such stage: ${deal.stage}`);
  return {
    StageName: deal.stage,
    Probability: facts.probability,
    ForecastCategory: facts.category,
    ForecastCategoryName: facts.categoryName,
    IsClosed: deal.stage.startsWith('Closed'),
    IsWon: deal.stage === 'Closed Won',
    ExpectedRevenue: (deal.amount * facts.probability) / 100,
  };
}

/** Writes deals with what was offered, who decided and who helped. */
export function writeDeals(page: Page): void {
  for (const deal of page.customer.deals) {
    const { office, random } = page;
    const account = accountAt(page, deal.account);
    const closeMs = office.nowMs - deal.closeDaysAgo * DAY_MS;
    const createdMs = office.nowMs - deal.createdDaysAgo * DAY_MS;
    const close = new Date(closeMs);
    const hasLines = !random.chance(0.3 * office.noise);
    office.records.add('Opportunity', {
      Id: deal.id,
      AccountId: account.id,
      Name: `${page.accountNames[deal.account] ?? ''} - ${deal.family}`.slice(0, 120),
      Amount: deal.amount,
      CloseDate: dateOf(closeMs),
      FiscalYear: close.getUTCFullYear(),
      FiscalQuarter: Math.floor(close.getUTCMonth() / 3) + 1,
      Type: random.chance(0.5) ? 'New Customer' : 'Existing Customer - Upgrade',
      LeadSource: random.pick(['Web', 'Phone Inquiry', 'Partner Referral', 'Other']),
      HasOpportunityLineItem: hasLines,
      Pricebook2Id: hasLines ? office.catalogue.pricebookId : null,
      OwnerId: deal.owner.id,
      LastStageChangeDate: stampOf(Math.min(closeMs, office.nowMs)),
      ...stageFields(deal),
      ...audit(createdMs, deal.owner.id, Math.min(closeMs, office.nowMs)),
    });
    if (hasLines) writeLines(page, deal, createdMs);
    writePeople(page, deal, createdMs);
  }
}

function writeLines(page: Page, deal: DealPlan, createdMs: number): void {
  const { office, random } = page;
  const articles = office.catalogue.articles.get(deal.family) ?? [];
  const count = articles.length > 1 && random.chance(0.25) ? 2 : 1;
  const first = random.between(0, articles.length - 1);
  for (let line = 0; line < count; line++) {
    const article = articles[(first + line) % articles.length];
    if (article === undefined) continue;
    const price = Math.round(deal.amount / count);
    office.records.add('OpportunityLineItem', {
      OpportunityId: deal.id,
      PricebookEntryId: article.entryId,
      Product2Id: article.productId,
      Name: article.name,
      Quantity: 1,
      UnitPrice: price,
      TotalPrice: price,
      ListPrice: article.price,
      ...audit(createdMs, deal.owner.id),
    });
  }
}

function writePeople(page: Page, deal: DealPlan, createdMs: number): void {
  const { office, random } = page;
  const contact = accountAt(page, deal.account).contacts[deal.contact];
  if (contact !== undefined && random.chance(0.85 - 0.4 * office.noise)) {
    office.records.add('OpportunityContactRole', {
      OpportunityId: deal.id,
      ContactId: contact.id,
      Role: random.pick(['Decision Maker', 'Business User', 'Economic Buyer', 'Evaluator']),
      IsPrimary: true,
      ...audit(createdMs, deal.owner.id),
    });
  }
  for (const member of deal.team) {
    office.records.add('OpportunityTeamMember', {
      OpportunityId: deal.id,
      UserId: member.id,
      TeamMemberRole: 'Sales Rep',
      OpportunityAccessLevel: 'Read',
      ...audit(createdMs, deal.owner.id),
    });
  }
}

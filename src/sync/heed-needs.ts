import type { RecordName } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import { markCampaigns } from '../store/tables/campaigns-to-tell.ts';
import { closeIssues, openIssue, readHeldIssues, REFUSED_PREFIX } from '../store/tables/issues.ts';
import { markResultsDue } from '../store/tables/need-outcomes.ts';
import { markNeedsOfAccounts } from '../store/tables/need-work.ts';
import { readAnsweredBy } from '../store/tables/needs.ts';
import { adoptRefusedRow, queueOwnRows, releaseOwnRows } from '../store/tables/own-rows.ts';
import { readAnew } from '../store/tables/read-positions.ts';
import { writeSetting } from '../store/tables/settings.ts';
import { markCustomersOf } from '../store/tables/work-queues.ts';

const OBJECTS: Partial<Readonly<Record<RecordName, string>>> = {
  suggestion: 'Baton_Suggestion__c',
  needRule: 'Baton_Need_Rule__c',
  feedback: 'Baton_Feedback__c',
  needResult: 'Baton_Need_Result__c',
  exchange: 'Baton_Exchange__c',
  expert: 'Baton_Expert__c',
  received: 'Baton_Received__c',
};

/** Marks what follows from changed needs, campaigns and rows of our own. */
export async function heedNeeds(database: Database, name: RecordName, links: readonly string[]): Promise<void> {
  if (name === 'need') {
    // Their words were not kept, so that they have to be looked through once more.
    await readAnew(database, 'case');
    await readAnew(database, 'campaign');
    return;
  }
  if (name === 'campaignMember') {
    const isContact = (link: string): boolean => link.startsWith('003');
    return markCampaigns(
      database,
      links.filter((link) => !isContact(link)),
    );
  }
  if (name === 'campaign') {
    await markCampaigns(database, links);
    await markCustomersOf(database, await readAnsweredBy(database, links), 'campaign');
    return;
  }
  const object = OBJECTS[name];
  if (object === undefined) return;
  if (name === 'suggestion') {
    await writeSetting(database, 'needs changed', 'yes');
    await markResultsDue(database);
  }
  // External ids of suggestions hold a hyphen, account ids never do.
  const isAccount = (link: string): boolean => /^001\w{15}$/.test(link);
  await queueOwnRows(
    database,
    object,
    links.filter((link) => !isAccount(link)),
  );
  await markNeedsOfAccounts(database, links.filter(isAccount));
}

/** What admins do with issues of refused rows decides whether the write is tried again, as for relationships. */
export async function heedRefusedRows(database: Database, links: readonly string[]): Promise<void> {
  const refused = links.filter((externalId) => externalId.startsWith(REFUSED_PREFIX));
  if (refused.length === 0) return;
  const held = new Map((await readHeldIssues(database, refused)).map((issue) => [issue.externalId, issue]));
  for (const externalId of refused) {
    const [name = '', ...rest] = externalId.slice(REFUSED_PREFIX.length).split(':');
    const object = `Baton_${name}__c`;
    const rowId = rest.join(':');
    const issue = held.get(externalId);
    if (issue === undefined || issue.state === 'Resolved') {
      await closeIssues(database, [externalId]);
      await releaseOwnRows(database, object, [rowId]);
    } else if (await adoptRefusedRow(database, object, rowId)) {
      await openIssue(database, issue);
    }
  }
}

import type { Customer } from '../plan/customer.ts';
import { randomFor } from '../random.ts';
import type { Office, Page } from './page.ts';
import { spellCompany } from './spelling.ts';
import { writeAccounts } from './write-accounts.ts';
import { writeContacts } from './write-contacts.ts';
import { writeContracts } from './write-contracts.ts';
import { writeDeals } from './write-deals.ts';
import { writeMisleading } from './write-misleading.ts';
import { type LeadFact, writeCampaignMembers, writeCases, writeLeads } from './write-service.ts';
import { writeTie } from './write-ties.ts';

/** How the first customer is called in each division, when people are not careful. */
const SHOWCASE_NAMES = ['Reinhardt Kühllogistik GmbH', 'Reinhardt Kuehllogistik', 'REINHARDT KÜHLLOGISTIK GMBH'];

function namesOf(office: Office, customer: Customer, seed: number): readonly string[] {
  const random = randomFor(seed, 'names', customer.id);
  const { noise } = office;
  return customer.accounts.map((_, index) => {
    if (customer.kind === 'showcase' && noise > 0) return SHOWCASE_NAMES[index] ?? 'Reinhardt Kühllogistik';
    return spellCompany(random, customer.name, customer.address.city.name, noise);
  });
}

/**
 * Writes down what the seller's people would have recorded about a customer. What is true is not asked here for more
 * than what somebody saw of it; the rows are its noisy signs.
 */
export function writeCustomer(office: Office, customer: Customer, seed: number): readonly LeadFact[] {
  const page: Page = {
    // A demo opens on the first customer: its fields are all filled.
    office: customer.kind === 'showcase' ? { ...office, noise: 0 } : office,
    customer,
    random: randomFor(seed, 'signs', customer.id),
    accountNames: namesOf(office, customer, seed),
    lastActivity: new Map(),
  };
  for (const tie of customer.ties) writeTie(page, tie);
  writeMisleading(page);
  writeDeals(page);
  writeContracts(page, seed);
  writeCases(page);
  writeContacts(page);
  writeAccounts(page);
  writeCampaignMembers(page);
  return writeLeads(page);
}

import { serviceOf } from '../divisions.ts';
import type { CasePlan } from '../plan/customer.ts';
import { audit, dateOf, DAY_MS, stampOf, workingMoment } from '../time.ts';
import { drawCompanyName, properName } from '../words/company-name.ts';
import { drawPersonName, type PersonName } from '../words/people.ts';
import { type City, drawCity } from '../words/places.ts';
import { accountAt, mailOf, type Page } from './page.ts';
import { spellCompany } from './spelling.ts';

function caseState(plan: CasePlan, closedMs: number): Record<string, string | boolean | null> {
  if (plan.isClosed) return { Status: 'Closed', IsClosed: true, ClosedDate: stampOf(closedMs) };
  return { Status: plan.owner === undefined ? 'New' : 'Working', IsClosed: false, ClosedDate: null };
}

/** Writes cases: solved by an agent, or waiting in the division's queue. */
export function writeCases(page: Page): void {
  const { office, random, customer } = page;
  for (const plan of customer.cases) {
    const account = accountAt(page, plan.account);
    const createdMs = workingMoment(random, office.nowMs, plan.createdDaysAgo);
    const closedMs = Math.min(createdMs + random.real(0.1, 6) * DAY_MS, office.nowMs);
    const agent = plan.owner ?? random.pick(office.company.agents);
    office.records.add('Case', {
      CaseNumber: office.nextCaseNumber(),
      AccountId: account.id,
      ContactId: account.contacts[plan.contact]?.id ?? null,
      Subject: random.pick(serviceOf(plan.family).words),
      Origin: random.pick(['Phone', 'Email', 'Web']),
      Priority: random.pick(['Low', 'Medium', 'Medium', 'High']),
      Type: 'Other',
      OwnerId: plan.owner?.id ?? office.sharing.queues[plan.division].id,
      ...caseState(plan, closedMs),
      ...audit(createdMs, agent.id, plan.isClosed ? closedMs : createdMs),
    });
  }
}

/** Writes who was in which campaign; somebody who needs what it was about answers oftener. */
export function writeCampaignMembers(page: Page): void {
  const { office, random, customer } = page;
  const unmet = new Set(customer.needs.filter((need) => need.isWanted && !need.isBought).map((need) => need.family));
  for (const account of customer.accounts) {
    for (const contact of account.contacts) {
      if (!random.chance(0.12)) continue;
      const campaign = random.pick(office.campaigns);
      const hasResponded = random.chance(unmet.has(campaign.family) ? 0.6 : 0.05);
      office.records.add('CampaignMember', {
        CampaignId: campaign.id,
        ContactId: contact.id,
        LeadOrContactId: contact.id,
        Type: 'Contact',
        Status: hasResponded ? 'Responded' : 'Sent',
        HasResponded: hasResponded,
        FirstRespondedDate: hasResponded
          ? dateOf(Math.min(campaign.startMs + random.real(0, 20) * DAY_MS, office.nowMs))
          : null,
        ...audit(campaign.startMs, campaign.ownerId),
      });
    }
  }
}

/** A lead, and the customer it really comes from; undefined for a stranger. */
export interface LeadFact {
  readonly leadId: string;
  readonly customerId: string | undefined;
}

interface LeadSigns {
  readonly city: City;
  readonly company: string;
  readonly name: PersonName;
  readonly email: string | null;
  readonly website: string | null;
  readonly industry: string | null;
}

function strangerSigns({ random }: Page): LeadSigns {
  const city = drawCity(random);
  const company = properName(drawCompanyName(random, city));
  return {
    city,
    company,
    name: drawPersonName(random, city.country.tongue),
    email: null,
    website: null,
    industry: null,
  };
}

/** Somebody of the customer, known or new, who asked again. */
function customerSigns(page: Page): LeadSigns {
  const { office, random, customer } = page;
  const { city } = customer.address;
  const known = random.chance(0.5) ? random.pick(customer.people) : undefined;
  return {
    city,
    company: spellCompany(random, customer.name, city.name, office.noise),
    name: known?.name ?? drawPersonName(random, city.country.tongue),
    email: known !== undefined && random.chance(0.7) ? mailOf(page, known) : null,
    website: random.chance(0.4) ? `https://www.${customer.domain}` : null,
    industry: customer.name.industry,
  };
}

/** Writes a lead now and then: half of them from companies that are customers already. */
export function writeLeads(page: Page): readonly LeadFact[] {
  const { office, random, customer } = page;
  if (!random.chance(0.18)) return [];
  const isOurs = random.chance(0.5);
  const signs = isOurs ? customerSigns(page) : strangerSigns(page);
  const { division } = random.pick(office.company.teams);
  const owner = random.pick(office.company.team(division, office.company.areaOf(signs.city.region)).reps);
  const leadId = office.records.id('Lead');
  office.records.add('Lead', {
    Id: leadId,
    FirstName: signs.name.firstName,
    LastName: signs.name.lastName,
    Company: signs.company,
    City: signs.city.name,
    Country: signs.city.country.name,
    Email: signs.email,
    Website: signs.website,
    Industry: signs.industry,
    LeadSource: random.pick(['Web', 'Phone Inquiry', 'Purchased List']),
    Status: random.pick(['Open - Not Contacted', 'Working - Contacted', 'Closed - Not Converted']),
    OwnerId: owner.id,
    ...audit(workingMoment(random, office.nowMs, random.exponential(120) % 700), owner.id),
  });
  return [{ leadId, customerId: isOurs ? customer.id : undefined }];
}

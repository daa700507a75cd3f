import type { AccountPlan, ContactPlan } from '../plan/customer.ts';
import { audit, DAY_MS } from '../time.ts';
import { writePhone } from '../words/phones.ts';
import { mailOf, type Page, personAt } from './page.ts';
import { spellFirstName, spellLastName } from './spelling.ts';

/** Everybody's private mailbox: shared by strangers, so no evidence of the company. */
const PRIVATE_MAIL = 'postfach.example';
/** Enough addresses for one mailing. */
const RECENT = 60;

function mailAs(page: Page, contact: ContactPlan): string | null {
  const { random, office } = page;
  const person = personAt(page, contact.person);
  if (random.chance(0.3 * office.noise)) return null;
  if (random.chance(0.06 * office.noise)) return `${person.mailName}@${PRIVATE_MAIL}`;
  const mail = mailOf(page, person);
  return random.chance(0.12 * office.noise) ? mail.charAt(0) + mail.slice(mail.indexOf('.')) : mail;
}

function remember(recent: string[], mail: string): void {
  recent.push(mail);
  if (recent.length > RECENT) recent.shift();
}

/** Writes the contacts of all rows: the same person once in each division's book, as that division spells them. */
export function writeContacts(page: Page): void {
  for (const account of page.customer.accounts)
    for (const contact of account.contacts) writeContact(page, account, contact);
}

function writeContact(page: Page, account: AccountPlan, contact: ContactPlan): void {
  const { office, random, customer } = page;
  const { records, noise, nowMs } = office;
  const person = personAt(page, contact.person);
  const mail = mailAs(page, contact);
  if (mail !== null) remember(office.recentMail, mail);
  const createdMs = nowMs - random.next() * account.createdDaysAgo * DAY_MS;
  records.add('Contact', {
    Id: contact.id,
    AccountId: account.id,
    FirstName: spellFirstName(random, person.name.firstName, noise),
    LastName: spellLastName(random, person.name.lastName, noise),
    Salutation: random.chance(0.5) ? (person.name.isWoman ? 'Ms.' : 'Mr.') : null,
    Title: random.chance(0.35 * noise) ? null : person.title,
    Email: mail,
    Phone: random.chance(0.35 * noise) ? null : writePhone(random, person.phone, noise),
    MobilePhone: random.chance(0.4) ? person.mobile : null,
    MailingCity: customer.address.city.name,
    MailingCountry: customer.address.city.country.name,
    OwnerId: account.owner.id,
    IndividualId: random.chance(0.02) ? writeIndividual(page, account, contact) : null,
    LastActivityDate: page.lastActivity.get(contact.id) ?? null,
    ...audit(createdMs, account.owner.id),
  });
}

/** The record of what somebody wants done with their data. */
function writeIndividual(page: Page, account: AccountPlan, contact: ContactPlan): string {
  const { records, nowMs } = page.office;
  const person = personAt(page, contact.person);
  const id = records.id('Individual');
  records.add('Individual', {
    Id: id,
    OwnerId: account.owner.id,
    FirstName: person.name.firstName,
    LastName: person.name.lastName,
    HasOptedOutProfiling: page.random.chance(0.4),
    HasOptedOutSolicit: page.random.chance(0.4),
    ...audit(nowMs - 100 * DAY_MS, account.owner.id),
  });
  return id;
}

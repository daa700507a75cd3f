import { compareColumn, compareDomains, compareEmails, comparePeopleNamed, comparePhones } from './compare-contact.ts';
import { compareNames, compareOrganisations, MISSING, type Outcome } from './compare-name.ts';
import { comparePeople } from './compare-person.ts';
import { compareLocalities, compareStreets } from './compare-place.ts';
import type { PreparedRecord } from './prepared-record.ts';
import type { Comparison, Scorer } from './scorer.ts';

/** Names of the columns that records have slots for, as `type:column`. */
export type SlotNames = readonly string[];

/** Compares two prepared records of one kind in every respect that both have. Symmetric. */
export function compareRecords(
  a: PreparedRecord,
  b: PreparedRecord,
  kind: 'company' | 'person',
  scorer: Scorer,
  slots: SlotNames,
): Comparison {
  const comparison = { keys: [] as string[], steps: [] as number[], bits: [] as number[] };
  const add = (key: string, { step, bits }: Outcome): void => {
    if (step === 0) return;
    comparison.keys.push(key);
    comparison.steps.push(step);
    comparison.bits.push(Math.max(0, bits));
  };
  let areOthers = false;
  if (kind === 'company') add('name', compareNames(a, b, scorer));
  else {
    const { given, family } = comparePeople(a, b, scorer);
    add('given', given);
    add('family', family);
    areOthers = given.step === OTHER_GIVEN_NAME;
  }
  add('organisation', compareOrganisations(a.organisation, b.organisation, scorer));
  const street = compareStreets(a, b, scorer);
  const locality = compareLocalities(a, b, scorer);
  add('street', isElsewhere(street, locality) ? OTHER_STREET : street);
  add(street.step === 1 ? 'area' : 'locality', locality);
  add('phone', comparePhones(a.phones, b.phones, scorer));
  const mail = compareEmails(a.emails, b.emails, scorer);
  // Mailboxes are made of names: where given names differ, a mailbox that nearly agrees is another's.
  const email = areOthers && mail.step === 2 ? OTHER_MAILBOX : mail;
  add('email', email);
  // An equal mailbox is an equal domain too: it is not counted twice.
  if (email.step === 0 || email.step > 2) add('domain', compareDomains(a.domains, b.domains, scorer));
  add('people', comparePeopleNamed(a.people, b.people, scorer));
  compareColumns(a, b, scorer, slots, add);
  return comparison;
}

const OTHER_GIVEN_NAME = 6;
const OTHER_MAILBOX: Outcome = { step: 4, bits: 0 };
const OTHER_STREET: Outcome = { step: 6, bits: 0 };

/** A street of the same name in another town is another street, unless the house number is the same as well. */
function isElsewhere(street: Outcome, locality: Outcome): boolean {
  return locality.step === 4 && (street.step === 3 || street.step === 4);
}

function compareColumns(
  a: PreparedRecord,
  b: PreparedRecord,
  scorer: Scorer,
  slots: SlotNames,
  add: (key: string, outcome: Outcome) => void,
): void {
  for (let i = 0; i < a.columns.length; i += 2) {
    const slot = a.columns[i] ?? -1;
    if (slotBefore(a.columns, i, slot)) continue;
    let best = MISSING;
    for (const one of valuesIn(a.columns, slot))
      for (const other of valuesIn(b.columns, slot)) {
        const outcome = compareColumn(typeOf(slots, slot), one, other, scorer);
        if (best === MISSING || outcome.step < best.step) best = outcome;
      }
    add(slots[slot] ?? '', best);
  }
}

/** Whether the slot was there before the place `end`. */
function slotBefore(columns: readonly number[], end: number, slot: number): boolean {
  for (let i = 0; i < end; i += 2) if (columns[i] === slot) return true;
  return false;
}

function valuesIn(columns: readonly number[], slot: number): number[] {
  const values: number[] = [];
  for (let i = 0; i < columns.length; i += 2) if (columns[i] === slot) values.push(columns[i + 1] ?? -1);
  return values;
}

function typeOf(slots: SlotNames, slot: number): string {
  const name = slots[slot] ?? '';
  return name.slice(0, name.indexOf(':'));
}

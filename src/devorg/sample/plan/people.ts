import type { Random } from '../random.ts';
import { webWord } from '../words/company-name.ts';
import { drawPersonName, type Tongue } from '../words/people.ts';
import { extensionOf, type Phone } from '../words/phones.ts';
import type { Person } from './customer.ts';

const TITLES: Readonly<Record<Tongue, readonly string[]>> = {
  de: [
    'Geschäftsführung',
    'Leitung Einkauf',
    'Facility Manager',
    'Standortleitung',
    'Assistenz der Geschäftsführung',
    'Leitung Personal',
    'Werksleitung',
    'Technische Leitung',
    'Empfang',
    'Leitung Finanzen',
  ],
  en: [
    'Managing Director',
    'Head of Procurement',
    'Facilities Manager',
    'Site Manager',
    'Office Manager',
    'Head of HR',
    'Finance Director',
  ],
  fr: ['Directeur général', 'Responsable achats', 'Responsable de site', 'Assistante de direction', 'Responsable RH'],
};

export interface Workplace {
  readonly tongue: Tongue;
  readonly phone: Phone;
}

/** Draws the people whom the seller deals with at a customer; no two share a mail address. */
export function drawPeople(random: Random, customerId: string, workplace: Workplace): readonly Person[] {
  const count = random.between(2, 5);
  const mailNames = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const name = drawPersonName(random, workplace.tongue);
    let mailName = `${webWord(name.firstName)}.${webWord(name.lastName)}`;
    if (mailNames.has(mailName)) mailName += String(index + 1);
    mailNames.add(mailName);
    return {
      id: `${customerId}-${String(index + 1)}`,
      name,
      title: random.pick(TITLES[workplace.tongue]),
      phone: extensionOf(workplace.phone, random),
      mobile: `+${workplace.phone.country} 1${String(random.between(50, 79))} ${String(random.between(1_000_000, 9_999_999))}`,
      mailName,
    };
  });
}

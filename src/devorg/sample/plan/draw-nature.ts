import type { Company } from '../company/company.ts';
import type { Random } from '../random.ts';
import { drawPhone } from '../words/phones.ts';
import { drawAddress } from '../words/places.ts';
import type { CustomerNature, NeedPlan } from './customer.ts';
import type { Domains } from './domains.ts';
import type { Member } from './families.ts';
import { drawPeople } from './people.ts';

export interface Size {
  /** Euros a year, to ten thousand. */
  readonly turnover: number;
  readonly employees: number;
}

/** Sizes are log-normal, as companies' are: many small ones, few large. */
export function drawSize(random: Random): Size {
  const turnover = Math.round(Math.exp(15.2 + random.normal() * 1.5) / 10_000) * 10_000 + 250_000;
  const employees = Math.max(3, Math.round((turnover / 160_000) * Math.exp(random.normal() * 0.4)));
  return { turnover, employees };
}

export interface NatureFrame {
  readonly number: number;
  readonly familyNumber: number;
  readonly member: Member;
  readonly size: Size;
  readonly needs: readonly NeedPlan[];
  /** A domain that is given: the head office's, or a fixed one. */
  readonly domain?: string;
}

/** Draws where a customer sits, how it is reached and who works there. */
export function drawNature(random: Random, company: Company, domains: Domains, frame: NatureFrame): CustomerNature {
  const { member, number } = frame;
  const id = `K${String(number).padStart(7, '0')}`;
  const phone = drawPhone(random, member.city);
  return {
    id,
    groupId: `G${String(frame.familyNumber).padStart(7, '0')}`,
    kind: member.kind,
    name: member.name,
    address: drawAddress(random, member.city),
    formerAddress: drawAddress(random, member.city),
    phone,
    domain: frame.domain ?? domains.take(member.name, member.city, number),
    turnover: frame.size.turnover,
    employees: frame.size.employees,
    area: company.areaOf(member.city.region),
    needs: frame.needs,
    people: drawPeople(random, id, { tongue: member.city.country.tongue, phone }),
  };
}

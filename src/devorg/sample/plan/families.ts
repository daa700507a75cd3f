import { type Random, randomFor } from '../random.ts';
import { type CompanyName, drawCompanyName } from '../words/company-name.ts';
import { type City, drawCity } from '../words/places.ts';
import { drawTrade } from '../words/trades.ts';
import type { CustomerKind } from './customer.ts';

/** One company of a group. */
export interface Member {
  readonly kind: CustomerKind;
  readonly name: CompanyName;
  readonly city: City;
}

/** Companies that belong together; the first is the head office. Most are one company alone. */
export interface Family {
  readonly number: number;
  readonly members: readonly Member[];
}

function ownIdentity(seed: number, number: number, attempt = 0): { name: CompanyName; city: City } {
  const random = randomFor(seed, 'identity', number, attempt);
  const city = drawCity(random);
  return { name: drawCompanyName(random, city), city };
}

/** The trap: a stranger that is called nearly like another company. The other is drawn again, not remembered. */
function lookalike(random: Random, seed: number, number: number, attempt: number): Member {
  const model = ownIdentity(seed, number - random.between(1, Math.min(number, 40)));
  const own = ownIdentity(seed, number, attempt);
  if (random.chance(0.5)) {
    // Same family name, another trade.
    const trade = drawTrade(random, model.city.country.tongue);
    return {
      kind: 'lookalike',
      name: { ...model.name, tail: trade.word, industry: trade.industry },
      city: random.chance(0.4) ? model.city : own.city,
    };
  }
  // Same name and trade in another town, another legal form.
  const legalForm = own.name.legalForm === model.name.legalForm ? 'AG' : own.name.legalForm;
  return { kind: 'lookalike', name: { ...model.name, legalForm }, city: own.city };
}

function branches(random: Random, head: Member): readonly Member[] {
  const count = random.between(1, 3);
  const others = Array.from({ length: count }, () => drawCity(random)).filter(
    (city) => city.country === head.city.country,
  );
  const cities = [...new Set(others)].filter((city) => city !== head.city);
  return cities.map((city) => ({ kind: 'branch', name: head.name, city }));
}

function subsidiaries(random: Random, head: Member): readonly Member[] {
  return Array.from({ length: random.between(1, 2) }, () => {
    const trade = drawTrade(random, head.city.country.tongue);
    return {
      kind: 'subsidiary' as const,
      name: { ...head.name, tail: trade.word, industry: trade.industry },
      city: random.chance(0.6) ? head.city : drawCity(random),
    };
  });
}

/**
 * Draws the family with this number; the same one whenever asked.
 * @param attempt another draw, where the name of the last one was taken in its town
 */
export function drawFamily(seed: number, number: number, attempt = 0): Family {
  const random = randomFor(seed, 'family', number, attempt);
  const head: Member = { kind: 'single', ...ownIdentity(seed, number, attempt) };
  switch (random.weighted([84, 8, 4, number > 5 ? 4 : 0])) {
    case 1:
      return { number, members: [head, ...branches(random, head)] };
    case 2:
      return { number, members: [head, ...subsidiaries(random, head)] };
    case 3:
      return { number, members: [lookalike(random, seed, number, attempt)] };
    default:
      return { number, members: [head] };
  }
}

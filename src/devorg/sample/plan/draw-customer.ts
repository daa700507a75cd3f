import { whoPlays } from '../company/cast.ts';
import type { Company, Records } from '../company/company.ts';
import type { DivisionKey } from '../divisions.ts';
import { type Random, randomFor } from '../random.ts';
import type { AccountPlan, Customer, CustomerNature, Tie } from './customer.ts';
import type { Domains } from './domains.ts';
import { type AccountDraw, drawAccounts, planAccount } from './draw-accounts.ts';
import { drawCases, drawDeals } from './draw-deals.ts';
import { drawNature, drawSize } from './draw-nature.ts';
import { drawTies, makeTie } from './draw-ties.ts';
import type { Family, Member } from './families.ts';
import { drawNeeds } from './need-rules.ts';
import { drawDivisions, drawPurchases } from './served.ts';
import { SHOWCASE, type ShowcaseRow } from './showcase.ts';

/** What all customers are drawn from. */
export interface Drawing {
  readonly seed: number;
  readonly noise: number;
  /** False: every customer needs everything equally often, so that there is nothing to learn. */
  readonly hasStructure: boolean;
  readonly company: Company;
  readonly records: Records;
  readonly domains: Domains;
}

interface Place {
  readonly number: number;
  readonly family: Family;
  readonly member: Member;
  /** The head office, where this is not it. */
  readonly head: Customer | undefined;
  /** How many more accounts there may be. */
  readonly room: number;
}

/** Draws a customer: first what it is, then who serves and knows it, then what follows from that. */
export function drawCustomer(drawing: Drawing, place: Place): Customer {
  const random = randomFor(drawing.seed, 'customer', place.number);
  const { member } = place;
  const size = drawSize(random);
  const kind = { industry: member.name.industry, country: member.city.country.code, ...size };
  const needs = drawNeeds(random, kind, drawing.hasStructure);
  const divisions = drawDivisions(random, needs);
  const nature = drawNature(random, drawing.company, drawing.domains, {
    number: place.number,
    familyNumber: place.family.number,
    member,
    size,
    needs: drawPurchases(random, needs, divisions, drawing.noise),
    // A branch has its head office's web site; a subsidiary has one of its own.
    ...(member.kind === 'branch' && place.head !== undefined && { domain: place.head.domain }),
  });
  const draw = { ...drawing, random, room: place.room };
  const accounts = drawAccounts(draw, nature, divisions);
  const ties = drawTies({ random, company: drawing.company, nature }, accounts);
  const parentAccountId =
    place.head === undefined || random.chance(0.5 * drawing.noise) ? undefined : place.head.accounts[0]?.id;
  return finish({ drawing, random, nature, divisions, accounts, ties, parentAccountId });
}

interface Unfinished {
  readonly drawing: Drawing;
  readonly random: Random;
  readonly nature: CustomerNature;
  readonly divisions: readonly DivisionKey[];
  readonly accounts: readonly AccountPlan[];
  readonly ties: readonly Tie[];
  readonly parentAccountId?: string | undefined;
}

function finish({ drawing, random, nature, divisions, accounts, ties, parentAccountId }: Unfinished): Customer {
  const calls = randomFor(drawing.seed, 'calls', nature.id);
  const draw = { random, calls, company: drawing.company, records: drawing.records, nature, accounts, ties };
  return {
    ...nature,
    divisions,
    accounts,
    ties,
    parentAccountId,
    deals: drawDeals(draw, divisions),
    cases: drawCases(draw),
  };
}

/** Draws the first customer, of which most is fixed. */
export function drawShowcase(drawing: Drawing): Customer {
  const random = randomFor(drawing.seed, 'showcase');
  const { company } = drawing;
  const nature = drawNature(random, company, drawing.domains, {
    number: 0,
    familyNumber: 0,
    member: SHOWCASE.member,
    size: SHOWCASE.size,
    needs: [
      ...SHOWCASE.bought.map((family) => ({ family, isWanted: true, isBought: true })),
      ...SHOWCASE.wanted.map((family) => ({ family, isWanted: true, isBought: false })),
    ],
  });
  const draw: AccountDraw = { ...drawing, random, room: SHOWCASE.rows.length };
  const accounts = SHOWCASE.rows.map((row) => showcaseAccount(draw, nature, row));
  const ties = SHOWCASE.rows.flatMap((row, index) =>
    row.ties.map((tie) => {
      const account = accounts[index];
      if (account === undefined) throw new RangeError('a showcase row without an account');
      return makeTie({ random, company, nature }, whoPlays(company.colleagues, tie.part), account, {
        index,
        level: tie.level,
        strength: tie.strength,
        lastDaysAgo: tie.lastDaysAgo,
      });
    }),
  );
  return finish({ drawing, random, nature, divisions: SHOWCASE.rows.map((row) => row.division), accounts, ties });
}

function showcaseAccount(draw: AccountDraw, nature: CustomerNature, row: ShowcaseRow): AccountPlan {
  const { id, contacts, createdDaysAgo } = planAccount(draw, nature, row.division, false);
  const plan = { id, division: row.division, contacts, createdDaysAgo, isDuplicate: false };
  return { ...plan, owner: whoPlays(draw.company.colleagues, row.owner), isPrivate: false, share: 'region', team: [] };
}

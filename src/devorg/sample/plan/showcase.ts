import { type Part, whoPlays } from '../company/cast.ts';
import type { Colleague, Company } from '../company/company.ts';
import type { DivisionKey } from '../divisions.ts';
import { cityNamed } from '../words/places.ts';
import type { TieLevel } from './customer.ts';
import type { Member } from './families.ts';

/**
 * What is fixed about the first customer, so that a demo opens on a page that tells something. The owners in the other
 * divisions were last in contact more than a month ago: whoever logs a call as one of them sees the panel change.
 */
export interface Showcase {
  readonly member: Member;
  readonly size: { readonly turnover: number; readonly employees: number };
  readonly bought: readonly string[];
  readonly wanted: readonly string[];
  readonly rows: readonly ShowcaseRow[];
}

export interface ShowcaseRow {
  readonly division: DivisionKey;
  readonly owner: Part;
  /** Who knows them through this row. */
  readonly ties: readonly {
    readonly part: Part;
    readonly level: TieLevel;
    readonly strength: number;
    readonly lastDaysAgo: number;
  }[];
}

export const SHOWCASE: Showcase = {
  member: {
    kind: 'showcase',
    name: { head: 'Reinhardt', tail: 'Kühllogistik', legalForm: 'GmbH', industry: 'Transportation' },
    city: cityNamed('Hamburg'),
  },
  size: { turnover: 48_000_000, employees: 260 },
  bought: ['Cleaning', 'Guarding', 'Vending'],
  wanted: ['Access control', 'Canteen'],
  rows: [
    {
      division: 'facility',
      owner: 'viewer',
      ties: [{ part: 'viewer', level: 'good', strength: 0.62, lastDaysAgo: 6 }],
    },
    {
      division: 'security',
      owner: 'securityStrong',
      ties: [
        { part: 'securityStrong', level: 'strong', strength: 0.97, lastDaysAgo: 33 },
        { part: 'securityUnnamed', level: 'strong', strength: 0.78, lastDaysAgo: 5 },
        { part: 'securityManager', level: 'good', strength: 0.5, lastDaysAgo: 15 },
      ],
    },
    {
      division: 'catering',
      owner: 'cateringGood',
      ties: [
        { part: 'cateringGood', level: 'good', strength: 0.68, lastDaysAgo: 38 },
        { part: 'cateringSome', level: 'some', strength: 0.3, lastDaysAgo: 24 },
      ],
    },
  ],
};

/** Somebody of the viewer's division who may not open the viewer's account: a rep of the last area. */
export function outsiderOf(company: Company): Colleague {
  const [outsider] = company.team('facility', company.areas.length - 1).reps;
  if (outsider === undefined) throw new RangeError('the last area has no rep');
  return outsider;
}

/** Colleagues who may open the viewer's account too: the same region, and above. */
export function otherViewersOf(company: Company): readonly Colleague[] {
  return [whoPlays(company.colleagues, 'viewerColleague'), whoPlays(company.colleagues, 'viewerManager')];
}

import type { DivisionKey } from '../divisions.ts';
import type { Colleague, Naming } from './company.ts';

/** People with a part in the fixed first customers; they work in the first area, whatever the seed. */
export interface CastMember {
  readonly part: Part;
  readonly firstName: string;
  readonly lastName: string;
  readonly post: 'manager' | 'rep';
  readonly division: DivisionKey;
  readonly naming: Naming;
}

export type Part =
  | 'viewer'
  | 'viewerColleague'
  | 'viewerManager'
  | 'securityStrong'
  | 'securityUnnamed'
  | 'securityManager'
  | 'cateringGood'
  | 'cateringSome'
  | 'cateringManager';

const CAST: readonly CastMember[] = [
  {
    part: 'viewerManager',
    firstName: 'Karsten',
    lastName: 'Ahlers',
    post: 'manager',
    division: 'facility',
    naming: 'Named',
  },
  { part: 'viewer', firstName: 'Jana', lastName: 'Petersen', post: 'rep', division: 'facility', naming: 'Named' },
  {
    part: 'viewerColleague',
    firstName: 'Tobias',
    lastName: 'Reimers',
    post: 'rep',
    division: 'facility',
    naming: 'Named',
  },
  {
    part: 'securityManager',
    firstName: 'Mehmet',
    lastName: 'Yildirim',
    post: 'manager',
    division: 'security',
    naming: 'Named',
  },
  { part: 'securityStrong', firstName: 'Anna', lastName: 'Brandt', post: 'rep', division: 'security', naming: 'Named' },
  {
    part: 'securityUnnamed',
    firstName: 'Torben',
    lastName: 'Claasen',
    post: 'rep',
    division: 'security',
    naming: 'Unnamed',
  },
  {
    part: 'cateringManager',
    firstName: 'Ole',
    lastName: 'Matthiessen',
    post: 'manager',
    division: 'catering',
    naming: 'Named',
  },
  {
    part: 'cateringGood',
    firstName: 'Sophie',
    lastName: 'Lindner',
    post: 'rep',
    division: 'catering',
    naming: 'Named',
  },
  { part: 'cateringSome', firstName: 'Paul', lastName: 'Okonjo', post: 'rep', division: 'catering', naming: 'Named' },
];

/** The cast members of one team in the first area, in the order in which posts are filled. */
export function castFor(division: DivisionKey, area: number | undefined, post: string): readonly CastMember[] {
  return area === 0 ? CAST.filter((member) => member.division === division && member.post === post) : [];
}

/** Finds who plays a part. Throws where the company was made without the cast. */
export function whoPlays(colleagues: readonly Colleague[], part: Part): Colleague {
  const member = CAST.find((candidate) => candidate.part === part);
  const found = colleagues.find(
    (one) => one.firstName === member?.firstName && one.lastName === member.lastName && one.area === 0,
  );
  if (found === undefined) throw new RangeError(`nobody plays ${part}`);
  return found;
}

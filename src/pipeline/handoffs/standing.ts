import type { Standing } from '../../handoff/index.ts';
import type { Policy } from '../../policy/index.ts';
import type { PersonRow } from '../../store/tables/handoff-world.ts';

/** Whether somebody may receive in a division on a day (`YYYY-MM-DD`). */
export function standingOf(person: PersonRow | undefined, divisionId: string | undefined, today: string): Standing {
  if (person === undefined || !person.isActive || !person.hasBaton) return 'not available';
  if (person.divisionId !== divisionId) return 'not in division';
  return isAway(person, today) ? 'away' : 'fine';
}

/** Present, active and with Baton, whatever the division: who may be the intake. */
export function isPresent(person: PersonRow | undefined, today: string): boolean {
  return person !== undefined && person.isActive && person.hasBaton && !isAway(person, today);
}

function isAway({ awayUntil }: PersonRow, today: string): boolean {
  return awayUntil !== null && awayUntil >= today;
}

/** Who may be proposed by name: the strictest of several choices counts, and the company's default without one. */
export function isNamed(namings: readonly string[], { namingDefault }: Pick<Policy, 'namingDefault'>): boolean {
  if (namings.some((naming) => naming !== 'Named')) return false;
  return namings.length > 0 || namingDefault === 'Named';
}

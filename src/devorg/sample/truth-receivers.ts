import { serviceOf } from './divisions.ts';
import type { Ask } from './truth-access.ts';

/** A colleague who could take a hand-off, and how well it would be in their hands, 0 to 1. */
export interface Receiver {
  readonly userId: string;
  readonly fitness: number;
}

/** What makes a hand-off succeed in the sample company: knowing the customer, being good at the service, being near. */
const WEIGHT = { knows: 0.45, skill: 0.3, area: 0.15, owns: 0.1 } as const;

const CANDIDATES = `
  SELECT u.user_id AS id, u.area AS area, coalesce(s.skill, 0) AS skill,
    coalesce((SELECT k.strength FROM knows k WHERE k.customer_id = ?1 AND k.user_id = u.user_id AND k.level <> 'past'), 0) AS strength,
    EXISTS (SELECT 1 FROM account a WHERE a.customer_id = ?1 AND a.owner_id = u.user_id) AS owns
  FROM user u LEFT JOIN user_skill s ON s.user_id = u.user_id AND s.family = ?2
  WHERE u.division = ?3 AND u.post IN ('rep', 'manager') AND u.is_active = 1 AND u.has_baton = 1`;

/** Everybody of the need's division who could receive it, best first. Those who left or lack Baton are out. */
export function bestReceivers(ask: Ask, customerId: string, family: string): readonly Receiver[] {
  const [customer] = ask('SELECT area FROM customer WHERE customer_id = ?', customerId);
  return ask(CANDIDATES, customerId, family, serviceOf(family).division)
    .map((row) => ({
      userId: String(row['id']),
      fitness:
        WEIGHT.knows * Number(row['strength']) +
        WEIGHT.skill * Number(row['skill']) +
        WEIGHT.area * Number(row['area'] === customer?.['area']) +
        WEIGHT.owns * Number(row['owns']),
    }))
    .sort((one, other) => other.fitness - one.fitness || (one.userId < other.userId ? -1 : 1));
}

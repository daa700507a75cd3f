import { effectivePolicy, isInPilot, type Policy, type PolicyChoices } from '../policy/index.ts';
import type { Database } from '../store/database.ts';
import { countCustomers, drawCustomers } from '../store/tables/customers.ts';
import { readPilotPeople } from '../store/tables/pilot.ts';
import { answersFor } from './compute-customers.ts';

/** Relationship records as they would stand in the CRM. */
export interface PolicyCounts {
  readonly relationships: number;
  readonly strong: number;
  readonly good: number;
  readonly some: number;
  readonly named: number;
}

/** What other rules would do, before they are saved. */
export interface PolicyEffect {
  readonly now: PolicyCounts;
  readonly then: PolicyCounts;
  /** Customers that were computed under both rules, of all; fewer than all: the counts are projected from them. */
  readonly computed: number;
  readonly customers: number;
}

/** More take too long for somebody who waits in front of a screen: 2,000 customers are some seconds. */
const MOST_CUSTOMERS = 2_000;
const BATCH = 200;

/**
 * Computes customers under the rules that hold and under others, with the very functions that write the records; nothing
 * is written. Where there are many customers an even part of them stands for all.
 */
export async function policyEffect(
  database: Database,
  choices: { readonly now: PolicyChoices; readonly then: PolicyChoices },
  defaults: Policy,
  nowMs: number,
): Promise<PolicyEffect> {
  const customers = await countCustomers(database);
  const ids = await drawCustomers(database, MOST_CUSTOMERS);
  const count = async (policy: Policy): Promise<PolicyCounts> => {
    const rows = await countUnder(database, ids, policy, nowMs);
    return project(rows, ids.length === 0 ? 0 : customers / ids.length, policy.relationshipRowCap);
  };
  return {
    now: await count(effectivePolicy(choices.now, defaults)),
    then: await count(effectivePolicy(choices.then, defaults)),
    computed: ids.length,
    customers,
  };
}

async function countUnder(
  database: Database,
  ids: readonly string[],
  policy: Policy,
  nowMs: number,
): Promise<PolicyCounts> {
  const sum = { relationships: 0, strong: 0, good: 0, some: 0, named: 0 };
  const inPilot = await whoIsIn(database, policy);
  for (let start = 0; start < ids.length; start += BATCH) {
    const { desired } = await answersFor(database, ids.slice(start, start + BATCH), nowMs, policy, inPilot);
    sum.relationships += desired.length;
    for (const { band, colleagueId } of desired) {
      if (band === 'Strong') sum.strong += 1;
      else if (band === 'Good') sum.good += 1;
      else sum.some += 1;
      if (colleagueId !== null) sum.named += 1;
    }
  }
  return sum;
}

/** Who would take part under these rules, which need not be those that hold. */
async function whoIsIn(database: Database, { pilot }: Policy): Promise<(userId: string) => boolean> {
  if (pilot === undefined) return () => true;
  const people = await readPilotPeople(database);
  const inside = new Set(people.filter((person) => isInPilot(person, pilot)).map(({ id }) => id));
  return (userId) => inside.has(userId);
}

function project(counts: PolicyCounts, factor: number, rowCap: number): PolicyCounts {
  const all = Math.min(rowCap, counts.relationships * factor);
  const share = counts.relationships === 0 ? 0 : all / counts.relationships;
  const scaled = (value: number): number => Math.round(value * share);
  return {
    relationships: scaled(counts.relationships),
    strong: scaled(counts.strong),
    good: scaled(counts.good),
    some: scaled(counts.some),
    named: scaled(counts.named),
  };
}

/**
 * Does a hand-off reach the right person? A sample company is read by the real service; then the router is asked, for
 * needs that customers truly have, whom to propose, and its answer is held against who would truly be best. What the
 * company is made from and what the router sees share no code.
 *
 *   npm run bench -- routing [--seed 1] [--size 1300] [--noise 0.3] [--cases 1000] [--json]
 */
import { parseArgs } from 'node:util';

import { proposeReceivers } from '../../src/pipeline/handoffs/propose-receivers.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import {
  closeDatabase,
  freshDatabase,
  runSampleOrg,
  runService,
  type SampleOrg,
} from '../../test/flows/support/sample-org.ts';
import { mulberry } from './seeded.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    size: { type: 'string', default: '1300' },
    noise: { type: 'string', default: '0.3' },
    cases: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
  },
});

interface Case {
  readonly customerId: string;
  readonly family: string;
  readonly accountId: string;
  readonly giverId: string;
  readonly needId: string;
  readonly divisionId: string;
}

interface Outcome {
  readonly isRightDivision: boolean;
  readonly isBestInThree: boolean;
  readonly isBestFirst: boolean;
  /** The CRM tells why the best person is: see `readTraces`. */
  readonly isTraceable: boolean;
  readonly byOwner: boolean;
  readonly byTurns: boolean;
  readonly ms: number;
}

const sample = await runSampleOrg({
  seed: Number(values.seed),
  accounts: Number(values.size),
  noise: Number(values.noise),
});
const people = new Map(sample.truth.users().map((user) => [user.userId, user]));
const database = await freshDatabase();
const crm = await sample.crm();
await runService(crm, database);
const cases = await drawCases(sample, database, Number(values.cases));
const outcomes: Outcome[] = [];
for (const [index, each] of cases.entries()) {
  const outcome = await tryCase(sample, database, each, index);
  if (outcome !== undefined) outcomes.push(outcome);
}
report(outcomes);
await crm.close();
await sample.close();
await closeDatabase();

/** Every open need of every customer, from the account of somebody who could give it; drawn with the seed. */
async function drawCases(org: SampleOrg, store: Database, count: number): Promise<Case[]> {
  const random = mulberry(Number(values.seed));
  const needs = await store.query<{ id: string; family: string; divisionId: string }>(
    `SELECT n.id, f.family, n.division_id AS "divisionId" FROM need n, jsonb_array_elements_text(n.families) f(family)`,
  );
  const accounts = await store.query<{ id: string; ownerId: string; divisionId: string }>(
    `SELECT a.id, a.owner_id AS "ownerId", u.division_id AS "divisionId" FROM account a
     JOIN crm_user u ON u.id = a.owner_id AND u.is_active AND u.division_id IS NOT NULL ORDER BY a.id`,
  );
  const all = accounts.flatMap((account) => {
    const customerId = org.truth.customerOf(account.id);
    if (customerId === undefined) return [];
    const wanted = org.truth.needsOf(customerId).filter(({ isWanted }) => isWanted);
    return wanted.flatMap(({ family }) =>
      needs
        .filter((need) => need.family === family && need.divisionId !== account.divisionId)
        .map((need): Case => ({
          ...{ customerId, family, accountId: account.id, giverId: account.ownerId },
          ...{ needId: need.id, divisionId: need.divisionId },
        })),
    );
  });
  return all
    .map((each) => ({ each, at: random() }))
    .sort((one, other) => one.at - other.at)
    .slice(0, count)
    .map(({ each }) => each);
}

/** Undefined where nobody at all could receive it. */
async function tryCase(org: SampleOrg, store: Database, each: Case, index: number): Promise<Outcome | undefined> {
  // Who does not want to be named is never proposed: that is a rule, not a mistake.
  const receivers = org.truth
    .bestReceivers(each.customerId, each.family, 10_000)
    .filter(({ userId }) => userId !== each.giverId && namingOf(userId) === 'Named');
  const [best] = receivers;
  if (best === undefined) return undefined;
  const isBest = (userId: string | undefined): boolean =>
    receivers.some((receiver) => receiver.userId === userId && receiver.fitness >= best.fitness - 1e-9);
  const ask = { ...each, contactId: null, city: null };
  const began = performance.now();
  const proposed = await proposeReceivers(store, ask, {
    policy: defaultPolicy,
    nowMs: crm.serverNow(),
    openCap: 10,
    today: '2026-11-20',
    formerIds: [],
  });
  const ms = performance.now() - began;
  const three = proposed.slice(0, 3).map(({ userId }) => userId);
  const division = divisionOf(best.userId);
  const proposedIds = new Set((await readTraces(store, each)).map(({ id }) => id));
  return {
    isRightDivision: three.length > 0 && three.every((userId) => divisionOf(userId) === division),
    isBestInThree: three.some(isBest),
    isBestFirst: isBest(three[0]),
    isTraceable: proposedIds.has(best.userId),
    byOwner: isBest(await ownerIn(store, each)),
    byTurns: isBest(receivers.map(({ userId }) => userId).sort()[index % receivers.length]),
    ms,
  };
}

function namingOf(userId: string): string | undefined {
  return people.get(userId)?.naming;
}

function divisionOf(userId: string): string | undefined {
  return people.get(userId)?.division;
}

/**
 * People of the receiving division of whom the CRM tells why they may be best: they know the customer, own an account of it,
 * or were called in for this need by a colleague. Skill leaves no other trace in the sample company.
 */
function readTraces(store: Database, { accountId, divisionId, needId }: Case): Promise<{ id: string }[]> {
  return store.query(
    `WITH other AS (
       SELECT c.account_id, c.customer_id FROM customer_account mine
       JOIN customer_account c ON c.customer_id = mine.customer_id WHERE mine.account_id = $1)
     SELECT u.id FROM crm_user u WHERE u.division_id = $2 AND (
       EXISTS (SELECT FROM account a JOIN other o ON o.account_id = a.id WHERE a.owner_id = u.id)
       OR EXISTS (SELECT FROM relationship r JOIN other o ON o.customer_id = r.customer_id WHERE r.colleague_id = u.id)
       OR EXISTS (SELECT FROM expert e WHERE e.user_id = u.id AND e.need_id = $3 AND e.called > 0))`,
    [accountId, divisionId, needId],
  );
}

/** The owner of an account row of this customer in the receiving division. */
async function ownerIn(store: Database, { accountId, divisionId }: Case): Promise<string | undefined> {
  const [row] = await store.query<{ id: string }>(
    `SELECT a.owner_id AS id FROM customer_account mine JOIN customer_account c ON c.customer_id = mine.customer_id
     JOIN account a ON a.id = c.account_id JOIN crm_user u ON u.id = a.owner_id
     WHERE mine.account_id = $1 AND u.division_id = $2 AND u.is_active ORDER BY a.id LIMIT 1`,
    [accountId, divisionId],
  );
  return row?.id;
}

function report(list: readonly Outcome[]): void {
  const share = (of: (outcome: Outcome) => boolean): number => list.filter(of).length / list.length;
  const times = list.map(({ ms }) => ms).sort((one, other) => one - other);
  const result = {
    cases: list.length,
    rightDivision: share((one) => one.isRightDivision),
    bestInTopThree: share((one) => one.isBestInThree),
    bestFirst: share((one) => one.isBestFirst),
    traceable: share((one) => one.isTraceable),
    bestInTopThreeOfTraceable:
      list.filter((one) => one.isTraceable && one.isBestInThree).length /
      Math.max(1, list.filter((one) => one.isTraceable).length),
    baselines: { accountOwnerOfDivision: share((one) => one.byOwner), roundRobin: share((one) => one.byTurns) },
    msPerDecision: times[Math.floor(times.length / 2)] ?? 0,
    msPerDecision95: times[Math.floor(times.length * 0.95)] ?? 0,
  };
  if (values.json) {
    console.log(JSON.stringify(result));
    return;
  }
  const percent = (number: number): string => `${(number * 100).toFixed(1)} %`;
  console.log(`${String(result.cases)} cases, seed ${values.seed}, ${values.size} accounts, noise ${values.noise}`);
  console.log(`right division          ${percent(result.rightDivision)}`);
  console.log(`best among first three  ${percent(result.bestInTopThree)}`);
  console.log(
    `  where the best one has left any trace in the CRM (${percent(result.traceable)} of cases): ${percent(result.bestInTopThreeOfTraceable)}`,
  );
  console.log(`best first              ${percent(result.bestFirst)}`);
  console.log(`  account owner         ${percent(result.baselines.accountOwnerOfDivision)}`);
  console.log(`  round robin           ${percent(result.baselines.roundRobin)}`);
  console.log(
    `ms a decision           ${result.msPerDecision.toFixed(1)} (median), ${result.msPerDecision95.toFixed(1)} (95 %)`,
  );
}

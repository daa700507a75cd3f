/**
 * How long does one routing decision take in a large org? Rows as the service keeps them are made in an ordinary
 * PostgreSQL, in the proportions of the sample company: of each account who owns it, what it bought, who knows it; of each
 * person their team, wins and hand-offs. Then receivers are proposed for accounts drawn at random.
 *
 *   npm run bench -- routing-scale [--accounts 1000000] [--decisions 300] [--json]
 */
import { parseArgs } from 'node:util';

import { proposeReceivers } from '../../src/pipeline/handoffs/propose-receivers.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { followExperts, markAllExperts } from '../../src/store/tables/experts.ts';
import { refreshRegions } from '../../src/store/tables/work-places.ts';
import { freshDatabase } from './postgres.ts';
import { mulberry } from './seeded.ts';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '1000000' },
    decisions: { type: 'string', default: '300' },
    json: { type: 'boolean', default: false },
  },
});
const accounts = Number(values.accounts);
const NOW_MS = Date.parse('2026-11-20T10:00:00Z');
/** As many as a seller with so many accounts has, at most 5,000; teams of ten, in three divisions. */
const people = Math.min(5_000, Math.max(60, Math.round(accounts / 12)));
const teams = Math.ceil(people / 10);
const customers = Math.ceil(accounts / 1.6);
const NEEDS = 9;

/** A number that follows from a row's own, spread evenly from 0 to below $n. */
const spread = (row: string, salt: number, below: number): string =>
  `(abs(hashint8extended(${row}::bigint, ${String(salt)})) % ${String(below)})`;
/** A team of the division of account `i`; its place follows from the team, so that teams look after places. */
const team = `(${spread('i', 1, Math.floor(teams / 3))} * 3 + i % 3)`;
const owner = `(${team} * 10 + ${spread('i', 2, 10)})`;

const STEPS: readonly string[] = [
  `INSERT INTO division (id, key, name, is_active, user_field, user_values)
   SELECT 'd' || i, 'd' || i, 'd' || i, true, 'Division', '[]' FROM generate_series(0, 2) i`,
  `INSERT INTO crm_user (id, is_active, division_fields, division_id)
   SELECT 'u' || i, true, '{}', 'd' || (i / 10 % 3) FROM generate_series(0, ${String(people - 1)}) i`,
  `INSERT INTO user_place (id, name, city, role_id)
   SELECT 'u' || i, 'Somebody', 'City ' || (i / 10 % 90), 'r' || (i / 10) FROM generate_series(0, ${String(people - 1)}) i`,
  `INSERT INTO permission_set_assignment (id, assignee_id, permission_set)
   SELECT 'p' || i, 'u' || i, 'Baton_Rep' FROM generate_series(0, ${String(people - 1)}) i`,
  `INSERT INTO account (id, name, owner_id, created_ms, is_person, city, postal_code, country, do_not_suggest)
   SELECT 'a' || i, 'Customer ' || i, 'u' || ${owner}, 0, false, 'City ' || (${team} % 90),
          (10 + ${team} % 90)::text || '000', 'DE', false
   FROM generate_series(0, ${String(accounts - 1)}) i`,
  `INSERT INTO customer_account (account_id, customer_id)
   SELECT 'a' || i, 'c' || (i % ${String(customers)}) FROM generate_series(0, ${String(accounts - 1)}) i`,
  // Two to three colleagues know each account's customer: mostly the owner, and others of the team.
  `INSERT INTO relationship (customer_id, colleague_id, log_strength, band, reasons, last_month)
   SELECT 'c' || (i % ${String(customers)}), 'u' || (${team} * 10 + (${spread('i', 2, 10)} + k * 3) % 10),
          ${spread('i', 5, 6)} - 2, 'good', 'call:few:2026-10', '2026-10'
   FROM generate_series(0, ${String(accounts - 1)}) i, generate_series(0, 2) k
   WHERE k < 2 + i % 2 ON CONFLICT DO NOTHING`,
  `INSERT INTO need (id, key, name, is_active, division_id, families, keywords)
   SELECT 'n' || i, 'n' || i, 'n' || i, true, 'd' || (i % 3), jsonb_build_array('f' || i), '[]'
   FROM generate_series(0, ${String(NEEDS - 1)}) i`,
  // One deal for each account, half of them won, a fifth by somebody else of the team.
  `INSERT INTO opportunity (id, account_id, owner_id, at_ms, is_won, is_closed)
   SELECT 'o' || i, 'a' || i, 'u' || CASE WHEN i % 5 = 0 THEN ${team} * 10 ELSE ${owner} END,
          ${String(NOW_MS)} - ${spread('i', 6, 600)} * 86400000::bigint, i % 2 = 0, true
   FROM generate_series(0, ${String(accounts - 1)}) i`,
  `INSERT INTO opportunity_line (id, opportunity_id, family)
   SELECT 'l' || i, 'o' || i, 'f' || (i % 3 + 3 * ${spread('i', 7, 3)}) FROM generate_series(0, ${String(accounts - 1)}) i`,
  `INSERT INTO handoff (id, owner_id, receiver_id, account_id, state, record)
   SELECT 'h' || i, 'u' || ${spread('i', 8, people)}, 'u' || ${spread('i', 9, people)}, 'a' || i,
          (ARRAY['Offered', 'Accepted', 'In contact', 'Won', 'Lost', 'Declined'])[1 + i % 6], '{}'
   FROM generate_series(0, ${String(Math.min(accounts, people * 10) - 1)}) i`,
];

async function fill(database: Database): Promise<void> {
  for (const statement of STEPS) await database.query(statement);
  await database.query('VACUUM (ANALYZE)');
  await markAllExperts(database);
  await followExperts(database);
  await refreshRegions(database);
  await database.query('VACUUM (ANALYZE)');
}

/** Milliseconds, in order, and how many were proposed on average. */
async function decide(database: Database): Promise<{ readonly times: readonly number[]; readonly proposed: number }> {
  const random = mulberry(1);
  const times: number[] = [];
  let proposed = 0;
  for (let count = 0; count < Number(values.decisions); count += 1) {
    const account = Math.floor(random() * accounts);
    const division = (account + 1 + Math.floor(random() * 2)) % 3;
    const ask = {
      ...{ giverId: `u${String(Math.floor(random() * people))}`, divisionId: `d${String(division)}` },
      ...{ accountId: `a${String(account)}`, contactId: null, needId: `n${String(division)}`, city: null },
    };
    const began = performance.now();
    const found = await proposeReceivers(database, ask, {
      ...{ policy: defaultPolicy, nowMs: NOW_MS, openCap: 10, today: '2026-11-20', formerIds: [] },
    });
    times.push(performance.now() - began);
    proposed += found.length;
  }
  return { times: times.sort((one, other) => one - other), proposed: proposed / times.length };
}

const database = await openDatabase({ url: await freshDatabase() });
try {
  await migrate(database);
  const began = performance.now();
  await fill(database);
  const fillSeconds = Math.round((performance.now() - began) / 1000);
  const { times, proposed } = await decide(database);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const result = {
    ...{ accounts, people, decisions: times.length, proposed: Math.round(proposed), fillSeconds },
    ...{ msPerDecision: at(0.5), msPerDecision95: at(0.95), msLongest: at(1), ok: at(0.95) < 50 },
  };
  if (values.json) console.log(JSON.stringify(result));
  else console.table(result);
  process.exitCode = result.ok && proposed >= 3 ? 0 : 1;
} finally {
  await database.close();
}

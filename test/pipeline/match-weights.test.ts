import { beforeAll, expect, test } from '@jest/globals';

import type { Records } from '../../src/crm/records.ts';
import {
  learnMatchWeights,
  readMatchWeights,
  runPipeline,
  shouldLearnWeights,
  useMatchWeights,
} from '../../src/pipeline/index.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import { keepMatchWeights } from '../../src/publish/index.ts';
import type { Database } from '../../src/store/database.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { eachDatabase, openStore } from '../support/databases.ts';
import { account, NOW_MS } from '../support/filled-store.ts';

type Crm = Parameters<typeof keepMatchWeights>[0];

/** What 600 and 1,200 companies teach. Learning takes seconds, so that it is done once. */
let taught: { readonly some: string; readonly twice: string };

beforeAll(async () => {
  taught = { some: await teach(companies(600)), twice: await teach(companies(1_200)) };
}, 120_000);

/** Learns from accounts in a store of their own. */
async function teach(rows: readonly Records['account'][]): Promise<string> {
  const database = await openStore();
  for (const batch of [rows.slice(300), rows.slice(0, 300)]) await applyRecords(database, 'account', batch);
  const text = await learnMatchWeights(database);
  await database.close();
  return text;
}

const weights = {
  read: readMatchWeights,
  use: useMatchWeights,
  shouldLearn: shouldLearnWeights,
  learn: async (database: Database): Promise<string> => {
    const [row] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM account');
    return (row?.count ?? 0) < 1_200 ? taught.some : taught.twice;
  },
};

const SYLLABLES = 'ba do fe gi hu ka lo me ni pu ra so te vi wu za bre dro fla gri klu mo ne pli'.split(' ');
const CITIES = 'Hamburg Bremen Köln Ulm Kiel Mainz Trier Essen'.split(' ');

/** Companies of made-up names, every third of which has a second row with another spelling. */
function companies(count: number): Records['account'][] {
  return Array.from({ length: count }, (_, index) => {
    const number = index % 3 === 2 ? index - 1 : index;
    const syllable = (factor: number): string => SYLLABLES[(number * factor + Math.floor(number / 24)) % 24] ?? '';
    const word = (factor: number): string => [1, 5, 7, 11].map((step) => syllable(step * factor)).join('');
    return account(index + 1, {
      name: number === index ? `${word(1)} ${word(13)} GmbH` : `${word(1)} ${word(13)}`.toUpperCase(),
      street: `${word(17)}weg ${String(1 + (number % 90))}`,
      city: CITIES[number % CITIES.length] ?? '',
      postalCode: String(20_000 + ((number * 37) % 60_000)),
      phone: `+49 40 ${String(1_000_000 + number * 7919)}`,
    });
  });
}

/** A CRM that keeps the one field, as text. */
function fieldOfCrm(mayWrite = true): { crm: () => Crm; text: () => string | undefined; set: (text?: string) => void } {
  let text: string | undefined;
  return {
    text: () => text,
    set: (value) => (text = value),
    // A process of its own each time.
    crm: () =>
      ({
        readStatus: () =>
          Promise.resolve({ state: 'Ok', message: '', ...(text === undefined ? {} : { matchWeights: text }) }),
        upsert: (_object: string, _key: string, [row]: readonly { readonly Match_Weights__c: string }[]) => {
          if (!mayWrite)
            return Promise.resolve([{ ok: false, code: 'INVALID_FIELD', message: '', fields: [], isTransient: false }]);
          text = row?.Match_Weights__c;
          return Promise.resolve([{ ok: true, id: 'a00000000000001AAA', created: false }]);
        },
      }) as unknown as Crm,
  };
}

async function groupsOf(database: Database): Promise<string[]> {
  await runPipeline(database, { nowMs: NOW_MS, policyDefaults: defaultPolicy });
  const rows = await database.query<{ pair: string }>(
    "SELECT account_id || ' ' || customer_id AS pair FROM customer_account ORDER BY 1",
  );
  return rows.map(({ pair }) => pair);
}

test('the same accounts teach the same, in whatever order they came, and it fits into the field', async () => {
  expect(await teach(companies(600).toReversed())).toBe(taught.some);
  expect(taught.twice).not.toBe(taught.some);
  expect(taught.twice.length).toBeLessThan(131_072);
});

eachDatabase('weights of matching', (open) => {
  test('few accounts teach nothing, and nothing is written', async () => {
    const database = await open();
    await applyRecords(database, 'account', companies(499));
    const field = fieldOfCrm();
    await keepMatchWeights(field.crm(), database, weights);
    expect([field.text(), await readMatchWeights(database)]).toEqual([undefined, undefined]);
  });

  test('a store that was lost groups as before, though the org has changed since weights were learned', async () => {
    const field = fieldOfCrm();
    const rows = companies(600);
    const first = await open();
    await applyRecords(first, 'account', rows);
    await keepMatchWeights(field.crm(), first, weights);
    const learned = field.text();
    expect(learned).toBeDefined();
    await groupsOf(first);
    const more = [...companies(650).slice(600), account(1, { name: 'Umbenannt KG' })];
    await applyRecords(first, 'account', more);
    const expected = await groupsOf(first);

    const second = await open();
    await applyRecords(second, 'account', [...rows.slice(1), ...more]);
    await keepMatchWeights(field.crm(), second, weights);
    expect(field.text()).toBe(learned);
    expect(await groupsOf(second)).toEqual(expected);
  });

  test('weights that can not stand in the CRM are not used', async () => {
    const database = await open();
    await applyRecords(database, 'account', companies(600));
    const field = fieldOfCrm(false);
    await keepMatchWeights(field.crm(), database, weights);
    expect(await readMatchWeights(database)).toBeUndefined();
  });

  test('they are learned again once there are twice as many accounts, or somebody empties the field', async () => {
    const database = await open();
    const field = fieldOfCrm();
    const crm = field.crm();
    await applyRecords(database, 'account', companies(600));
    await keepMatchWeights(crm, database, weights);
    const first = field.text();
    await applyRecords(database, 'account', companies(1_199).slice(600));
    await keepMatchWeights(crm, database, weights);
    expect(field.text()).toBe(first);
    await applyRecords(database, 'account', companies(1_200).slice(1_199));
    await keepMatchWeights(crm, database, weights);
    const second = field.text();
    expect(second).not.toBe(first);

    field.set('not ours');
    await keepMatchWeights(field.crm(), database, weights);
    expect(field.text()).toBe(second);
    field.set(undefined);
    await keepMatchWeights(field.crm(), database, weights);
    expect(field.text()).toBe(second);
  });
});
